using System.Text;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Programs;

/// <summary>Given what a program has written since the last time, as it comes.</summary>
internal delegate Task OutputFollower(string output, string error);

/// <summary>Runs shell commands of any length in a session, with exact results.</summary>
internal static class CommandCall
{
    /// <summary>Runs a command and gives its own streams and exit code.</summary>
    /// <param name="connection">Where the session is.</param>
    /// <param name="log">Told how long it took.</param>
    /// <param name="session">Where the command runs.</param>
    /// <param name="command">The command.</param>
    /// <param name="follow">Given the output as it comes; null where nobody waits for it.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    /// <exception cref="AgentCoreException">The service refused, or the answer was lost on the way.</exception>
    public static async Task<CodeInterpreterResult> RunCommandAsync(
        this Connection connection,
        ICallLog log,
        CodeInterpreterSession session,
        string command,
        OutputFollower? follow,
        CancellationToken cancellationToken)
    {
        var exact = new ExactCommand(command, live: follow is not null);
        var (output, error) = (Encoding.UTF8.GetDecoder(), Encoding.UTF8.GetDecoder());
        var tools = new SessionTools(connection, log, session);
        var results = await exact.Script.SentAsync(
            tools, () => tools.ExecuteCommandAsync(exact.Line, FollowAsync, cancellationToken), cancellationToken);
        return exact.ToResult(results, session);

        Task FollowAsync(CodeInterpreterEvent part)
        {
            var (written, failed) = exact.Output.Feed(Shown(part));
            return follow?.Invoke(output.Text(written), error.Text(failed)) ?? Task.CompletedTask;
        }
    }

    // A command that fails may be answered with its text alone.
    private static string Shown(CodeInterpreterEvent part) => part.StandardOutput is { Length: > 0 } output
        ? output
        : string.Concat(part.Content.Where(block => block.Type == "text").Select(block => block.Text));

    private static string Text(this Decoder decoder, byte[] bytes)
    {
        var letters = new char[decoder.GetCharCount(bytes, 0, bytes.Length)];
        decoder.GetChars(bytes, 0, bytes.Length, letters, 0);
        return new string(letters);
    }
}

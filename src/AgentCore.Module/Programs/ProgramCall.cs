using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Programs;

/// <summary>Runs a program in a session, code and shell command alike.</summary>
internal static class ProgramCall
{
    /// <summary>Runs code in its language, and a command in the shell.</summary>
    /// <param name="connection">Where the session is.</param>
    /// <param name="log">Gets a line about each call.</param>
    /// <param name="session">Where the program runs.</param>
    /// <param name="program">The program.</param>
    /// <param name="follow">Gets the output as it comes; null for none.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    /// <exception cref="AgentCoreException">The call failed, or its response was lost on the way.</exception>
    public static async Task<CodeInterpreterResult> RunProgramAsync(
        this Connection connection,
        ICallLog log,
        CodeInterpreterSession session,
        ProgramText program,
        OutputFollower? follow,
        CancellationToken cancellationToken)
    {
        if (program.Language is null)
        {
            return await connection.RunCommandAsync(log, session, program.Text, follow, cancellationToken);
        }

        var results = await new SessionTools(connection, log, session).ExecuteCodeAsync(
            program.Text,
            program.Language,
            program.Runtime,
            program.ClearContext,
            Collector(follow),
            Following(follow),
            cancellationToken);
        return results.ToResult(session);
    }

    /// <summary>Calls any tool; its result is the service's, unchanged.</summary>
    /// <param name="connection">Where the session is.</param>
    /// <param name="log">Gets a line about each call.</param>
    /// <param name="session">Where the tool runs.</param>
    /// <param name="tool">The tool; the service may have more than this version knows.</param>
    /// <param name="arguments">What it works on; null for none.</param>
    /// <param name="follow">Gets the output as it comes; null for none.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    /// <exception cref="AgentCoreException">The call failed, or its response was lost on the way.</exception>
    public static async Task<CodeInterpreterResult> RunToolAsync(
        this Connection connection,
        ICallLog log,
        CodeInterpreterSession session,
        string tool,
        Dictionary<string, object?>? arguments,
        OutputFollower? follow,
        CancellationToken cancellationToken)
    {
        var results = await new SessionTools(connection, log, session)
            .InvokeAsync(tool, arguments, Collector(follow), Following(follow), cancellationToken);
        return results.ToResult(session);
    }

    private static ResultCollector Collector(OutputFollower? follow) => new(follow?.KeepsResult ?? true);

    private static EventFollower Following(OutputFollower? follow) => follow is null
        ? static _ => Task.CompletedTask
        : events => follow.TakeAsync(
            [.. events.Select(part => new ProgramOutput(part.StandardOutput ?? "", part.StandardError ?? ""))]);
}

/// <summary>Follows the output of a program while it runs.</summary>
/// <param name="TakeAsync">Gets what has come together, in its order.</param>
/// <param name="KeepsResult">Whether the result is wanted, too; without, it only tells how the program went.</param>
internal sealed record OutputFollower(Func<IReadOnlyList<ProgramOutput>, Task> TakeAsync, bool KeepsResult = true);

/// <summary>What a program has written since the last time.</summary>
/// <param name="Output">To standard output; may be empty.</param>
/// <param name="Error">To standard error; may be empty.</param>
internal readonly record struct ProgramOutput(string Output, string Error);

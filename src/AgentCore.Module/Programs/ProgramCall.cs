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
            .InvokeAsync(tool, arguments, Following(follow), cancellationToken);
        return results.ToResult(session);
    }

    private static Func<CodeInterpreterEvent, Task> Following(OutputFollower? follow) =>
        part => follow?.Invoke(part.StandardOutput ?? "", part.StandardError ?? "") ?? Task.CompletedTask;
}

using AgentCore.Errors;
using AgentCore.Files;
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
        if (program.Start is { } start)
        {
            return await connection.RunProcessAsync(log, session, program, start, follow, cancellationToken);
        }

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

/// <summary>Runs programs as processes of their own, with arguments, standard input and environment.</summary>
/// <remarks>
/// The service takes code and commands, no arguments. So the program travels as a file, and the shell of the session
/// runs it: its two streams and its exit code come back as those of any command.
/// </remarks>
internal static class ProcessCall
{
    private static readonly Lazy<string> Script = new(static () => string.Join(
        "\n",
        EmbeddedFile.ReadText("run_process.sh").Split('\n')
            .Where(line => !line.StartsWith("#", StringComparison.Ordinal))));

    /// <summary>Runs the program.</summary>
    /// <param name="connection">Where the session is.</param>
    /// <param name="log">Gets a line about each call.</param>
    /// <param name="session">Where it runs.</param>
    /// <param name="program">The program.</param>
    /// <param name="start">What it is started with.</param>
    /// <param name="follow">Gets the output as it comes; null for none.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    /// <exception cref="AgentCoreException">The call failed, or its response was lost on the way.</exception>
    public static Task<CodeInterpreterResult> RunProcessAsync(
        this Connection connection,
        ICallLog log,
        CodeInterpreterSession session,
        ProgramText program,
        ProcessStart start,
        OutputFollower? follow,
        CancellationToken cancellationToken)
    {
        var mark = ".ac-" + Guid.NewGuid().ToString("N");
        var (command, files) = program.Language is null
            ? OfShell(program.Text, start, mark)
            : OfProgram(program, start, mark);
        return files.Length == 0
            ? RunAsync()
            : new SessionTools(connection, log, session).WithFilesAsync(files, RunAsync, cancellationToken);

        Task<CodeInterpreterResult> RunAsync() =>
            connection.RunCommandAsync(log, session, command, follow, cancellationToken);
    }

    // Everything goes before the first line, so that the shell counts the lines of the command as they were written.
    private static (string Command, (string, byte[])[] Files) OfShell(string text, ProcessStart start, string mark)
    {
        var before = (start.Arguments.Count > 0 ? $"set -- {start.Words}; " : "") + start.Exports;
        return start.Input is { } input
            ? ($"exec <'{mark}.i'; rm -f -- '{mark}.i'; {before}{text}", [(mark + ".i", input)])
            : (before + text, []);
    }

    private static (string Command, (string, byte[])[] Files) OfProgram(
        ProgramText program, ProcessStart start, string mark)
    {
        (string, byte[]) code = (mark + ".p", ProgramText.Encoding.GetBytes(program.Text));
        var command = Script.Value
            .Replace("@mark@", mark)
            .Replace("@exports@", start.Exports)
            .Replace("@name@", ProcessStart.Quote(program.FileName))
            .Replace("@on@", On(program))
            .Replace("@input@", start.Input is null ? "/dev/null" : "\"$d/.input\"")
            .Replace("@arguments@", start.Words);
        return (command, start.Input is { } input ? [code, (mark + ".i", input)] : [code]);
    }

    private static string On(ProgramText program) => program.Runtime switch
    {
        null => program.Language!,
        "nodejs" => $"nodejs-{program.Language}",
        { } runtime => runtime,
    };
}

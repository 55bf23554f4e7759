using System.ComponentModel;

namespace AgentCore.Emulator.Core;

/// <summary>What a short-lived program printed.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Text">Its standard output.</param>
/// <param name="Complaints">Its standard error.</param>
internal sealed record ProgramOutput(int ExitCode, string Text, string Complaints)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    /// <summary>Runs a program with nothing to read, and ends it when it takes too long.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="timeout">How long it may take; half a minute when null.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<ProgramOutput> ReadAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        await using var child = await ChildProcess.StartAsync(new(program, arguments));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        either.CancelAfter(timeout ?? LongestRun);
        await using var kill = either.Token.Register(child.Kill);
        child.StandardInput.Close();
        using var output = new StreamReader(child.StandardOutput);
        using var errors = new StreamReader(child.StandardError);
        var complaints = errors.ReadToEndAsync(CancellationToken.None);
        var text = await output.ReadToEndAsync(CancellationToken.None);
        var result = new ProgramOutput(await child.Exited, text, await complaints);
        cancellationToken.ThrowIfCancellationRequested();
        return either.IsCancellationRequested
            ? throw new TimeoutException($"'{program}' did not end within {(timeout ?? LongestRun).TotalSeconds} s.")
            : result;
    }
}

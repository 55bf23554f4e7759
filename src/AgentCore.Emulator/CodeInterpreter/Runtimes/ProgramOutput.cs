using System.ComponentModel;
using AgentCore.Emulator.Processes;

namespace AgentCore.Emulator.CodeInterpreter.Runtimes;

/// <summary>What a short-lived program printed.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Text">Its standard output.</param>
/// <param name="Complaints">Its standard error.</param>
internal sealed record ProgramOutput(int ExitCode, string Text, string Complaints)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs a program with nothing to read, and ends it when it takes too long.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, or it took longer than half a minute.</exception>
    public static async Task<ProgramOutput> ReadAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var child = await ChildProcess.StartAsync(new(program, arguments));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await using var kill = patience.Token.Register(child.Kill);
        child.StandardInput.Close();
        using var output = new StreamReader(child.StandardOutput);
        using var errors = new StreamReader(child.StandardError);
        var complaints = errors.ReadToEndAsync(CancellationToken.None);
        var text = await output.ReadToEndAsync(CancellationToken.None);
        var result = new ProgramOutput(await child.Exited, text, await complaints);
        patience.Token.ThrowIfCancellationRequested();
        return result;
    }
}

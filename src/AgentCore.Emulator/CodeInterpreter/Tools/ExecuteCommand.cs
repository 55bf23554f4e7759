using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// executeCommand: a shell command in a terminal. The output is that of the terminal: standard error is mixed in, and
/// lines end in CR LF. For a command that fails, the result has only its text.
/// </summary>
internal sealed class ExecuteCommand(ProgramRun run) : ITool
{
    /// <inheritdoc/>
    public string Name => ToolName.ExecuteCommand;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments) => ToolChecks.Command(arguments.Command, Name);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var guest = await session.GuestAsync(cancellationToken);
        var call = await guest.BeginAsync(new("program")
        {
            Arguments = ["bash", "-c", arguments.Command!],
            Terminal = true,
            Limit = run.Limit,
        });
        await foreach (var result in run.ReadAsync(call, Part, Last, cancellationToken))
        {
            yield return result;
        }
    }

    private static CodeInterpreterResult Part(string stdout, string stderr) =>
        ToolResults.Of([ToolResults.Text(stdout + stderr)], new() { Stdout = stdout, Stderr = stderr });

    private static CodeInterpreterResult Last(CallOutput output, GuestEvent end)
    {
        var (stdout, stderr) = output.TakeLast(end);
        return end.ExitCode == 0 && output.EndReason is null
            ? ToolResults.Of(
                [ToolResults.Text(stdout), .. ToolResults.Note(output)],
                new() { Stdout = stdout, Stderr = stderr, ExitCode = 0, ExecutionTime = end.Seconds })
            : ToolResults.Of([ToolResults.Text(stdout + stderr)], isError: output.EndReason is not null);
    }
}

using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// startCommandExecution: starts a shell command as a task. It has no terminal, so that its two streams stay separate.
/// </summary>
internal sealed class StartCommandExecution(EmulatorOptions options) : ITool
{
    /// <inheritdoc/>
    public string Name => ToolName.StartCommandExecution;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments) => ToolChecks.Command(arguments.Command, Name);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tasks = session.ToolState<CommandTasks>();
        tasks.CheckRoom();
        var guest = await session.GuestAsync(cancellationToken);
        var call = await guest.BeginAsync(new("program")
        {
            Arguments = ["bash", "-c", arguments.Command!],
            Terminal = false,
            Limit = CommandTask.MaxOutputBytes,
        });
        var task = new CommandTask(call, options);
        tasks.Add(task);
        yield return ToolResults.Of(
            [ToolResults.Text($"Task {task.Id} was submitted")],
            new() { TaskId = task.Id, TaskStatus = "submitted" });
    }
}

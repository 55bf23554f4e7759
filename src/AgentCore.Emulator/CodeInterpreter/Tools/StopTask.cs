using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// stopTask: ends a task and everything that it started. A task that has already ended is not changed.
/// </summary>
internal sealed class StopTask : ITool
{
    /// <inheritdoc/>
    public string Name => ToolName.StopTask;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments) => ToolChecks.Require(arguments.TaskId, "taskId", Name);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var task = session.ToolState<CommandTasks>().Get(arguments.TaskId!);
        await task.StopAsync().WaitAsync(cancellationToken);
        var now = task.Snapshot();
        yield return ToolResults.Of(
            [ToolResults.Text($"Task {task.Id} is {now.TaskStatus}")],
            new() { TaskId = task.Id, TaskStatus = now.TaskStatus });
    }
}

using System.Runtime.CompilerServices;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>getTask: the status of a task, with its output so far.</summary>
internal sealed class GetTask : ITool
{
    /// <inheritdoc/>
    public string Name => ToolName.GetTask;

    /// <inheritdoc/>
    public void Check(ToolArguments arguments) => ToolChecks.Require(arguments.TaskId, "taskId", Name);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CodeInterpreterResult> RunAsync(
        CodeInterpreterSession session,
        ToolArguments arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await session.GuestAsync(cancellationToken);
        var now = session.ToolState<CommandTasks>().Get(arguments.TaskId!).Snapshot();
        yield return ToolResults.Of([ToolResults.Text(now.Stdout!)], now);
    }
}

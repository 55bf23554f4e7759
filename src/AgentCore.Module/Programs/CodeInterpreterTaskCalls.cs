using AgentCore.Errors;
using AgentCore.Service;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Programs;

/// <summary>The calls about background tasks. Stand for tools of the API operation InvokeCodeInterpreter.</summary>
internal static class CodeInterpreterTaskCalls
{
    /// <summary>Starts a command of any length. Stands for startCommandExecution.</summary>
    /// <exception cref="AgentCoreException">The service refused.</exception>
    public static async Task<CodeInterpreterTask> StartTaskAsync(
        this Connection connection, ICallLog log, CodeInterpreterSession session, string command, CancellationToken cancellationToken)
    {
        var script = new ShellScript(command);
        var line = script.FileName is null
            ? command
            : $"c=$(mktemp) && {script.PutInto("\"$c\"")} && AC_C=\"$c\" {ShellScript.Launch}";
        var started = await script.SentAsync(
            connection,
            log,
            session,
            () => connection.InvokeToolAsync(
                log, session, ToolName.StartCommandExecution, new ToolArguments { Command = line }, cancellationToken),
            cancellationToken);
        return started.TaskId is { } id
            ? new CodeInterpreterTask(id, session.At<CodeInterpreterSession>(connection)) { Status = started.TaskStatus, Command = command }
            : throw Failures.InvalidState($"The task was not started: {started.Text}");
    }

    /// <summary>The task as it is now. Stands for getTask.</summary>
    /// <exception cref="AgentCoreException">The service refused, or knows no such task.</exception>
    public static async Task<CodeInterpreterTask> GetTaskAsync(
        this Connection connection, ICallLog log, CodeInterpreterTask task, CancellationToken cancellationToken)
    {
        var now = await connection.InvokeTaskAsync(log, ToolName.GetTask, task, cancellationToken);
        return new CodeInterpreterTask(task.TaskId, task.Session.At<CodeInterpreterSession>(connection))
        {
            Status = now.TaskStatus,
            Command = task.Command,
            StandardOutput = now.Output,
            StandardError = now.Error,
            IsTruncated = now.IsTruncated,
            ExitCode = now.ExitCode,
            ExecutionTime = now.ExecutionTime,
        };
    }

    /// <summary>Ends the task and tells what state it is in. Stands for stopTask.</summary>
    /// <exception cref="AgentCoreException">The service refused, or knows no such task.</exception>
    public static async Task<string> StopTaskAsync(
        this Connection connection, ICallLog log, CodeInterpreterTask task, CancellationToken cancellationToken) =>
        (await connection.InvokeTaskAsync(log, ToolName.StopTask, task, cancellationToken)).TaskStatus!;

    private static async Task<ResultCollector> InvokeTaskAsync(
        this Connection connection, ICallLog log, ToolName tool, CodeInterpreterTask task, CancellationToken cancellationToken)
    {
        var results = await connection
            .InvokeToolAsync(log, task.Session, tool, new ToolArguments { TaskId = task.TaskId }, cancellationToken);
        return results.TaskStatus is not null
            ? results
            : throw Failures.NotFound($"The service tells nothing of task {task.TaskId} in session {task.SessionId}: {results.Text}");
    }
}

using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Programs;

/// <summary>The calls about background tasks. Stand for tools of the API operation InvokeCodeInterpreter.</summary>
internal static class CodeInterpreterTaskCalls
{
    /// <summary>Starts a command of any length. Stands for startCommandExecution.</summary>
    /// <exception cref="AgentCoreException">The call failed.</exception>
    public static async Task<CodeInterpreterTask> StartTaskAsync(
        this Connection connection,
        ICallLog log,
        CodeInterpreterSession session,
        string command,
        CancellationToken cancellationToken)
    {
        var script = new ShellScript(command);
        var line = script.FileName is null
            ? command
            : $"c=$(mktemp) && {script.PutInto("\"$c\"")} && {script.Run("\"$c\"")}";
        var tools = new SessionTools(connection, log, session);
        var started = await script.SentAsync(
            tools, () => tools.StartCommandExecutionAsync(line, cancellationToken), cancellationToken);
        if (started.TaskId is not { } id)
        {
            throw Failures.InvalidState($"The task was not started: {started.Text}");
        }

        var task = new CodeInterpreterTask(id, session.At<CodeInterpreterSession>(connection))
        {
            Status = started.TaskStatus,
            Command = command,
        };
        StartedTasks.Add(task);
        return task;
    }

    /// <summary>The task as it is now. Stands for getTask.</summary>
    /// <exception cref="AgentCoreException">The call failed, or the service does not know the task.</exception>
    public static async Task<CodeInterpreterTask> GetTaskAsync(
        this Connection connection, ICallLog log, CodeInterpreterTask task, CancellationToken cancellationToken)
    {
        var tools = new SessionTools(connection, log, task.Session);
        var now = Known(task, await tools.GetTaskAsync(task.TaskId, cancellationToken));
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

    /// <summary>Stops the task and returns its state. Stands for stopTask.</summary>
    /// <exception cref="AgentCoreException">The call failed, or the service does not know the task.</exception>
    public static async Task<string> StopTaskAsync(
        this Connection connection, ICallLog log, CodeInterpreterTask task, CancellationToken cancellationToken)
    {
        var tools = new SessionTools(connection, log, task.Session);
        return Known(task, await tools.StopTaskAsync(task.TaskId, cancellationToken)).TaskStatus!;
    }

    private static ResultCollector Known(CodeInterpreterTask task, ResultCollector results) =>
        results.TaskStatus is not null
        ? results
        : throw Failures.NotFound(
            $"The service does not know task {task.TaskId} in session {task.SessionId}: {results.Text}");
}

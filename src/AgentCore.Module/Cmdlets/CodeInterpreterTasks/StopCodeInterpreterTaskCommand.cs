using System.Management.Automation;
using AgentCore.Programs;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterTasks;

/// <summary>
/// Stop-ACCodeInterpreterTask: ends background tasks with all they started. Stands for the tool stopTask of the API
/// operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "ACCodeInterpreterTask", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(CodeInterpreterTask))]
public sealed class StopCodeInterpreterTaskCommand : CodeInterpreterTaskCommand
{
    /// <summary>Writes each task as it is afterwards, with what it had written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var task in await NamedAsync(cancellationToken))
        {
            if (await ConfirmAsync($"{task.TaskId} in session {task.SessionId}", "Stop task"))
            {
                await EachAsync(task, connection => StopAsync(connection, task, cancellationToken), cancellationToken);
            }
        }
    }

    private async Task StopAsync(Connection connection, CodeInterpreterTask task, CancellationToken cancellationToken)
    {
        var status = await connection.StopTaskAsync(this, task, cancellationToken);
        if (status is "completed" or "failed")
        {
            Verbose($"The task {task.TaskId} had ended already: {status}.");
        }

        if (PassThru)
        {
            await WriteAsync(await connection.GetTaskAsync(this, task, cancellationToken));
        }
    }
}

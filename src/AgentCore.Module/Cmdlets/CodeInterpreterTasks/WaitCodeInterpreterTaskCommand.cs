using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Programs;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterTasks;

/// <summary>
/// Wait-ACCodeInterpreterTask: waits until background tasks have ended. Stands for the tool getTask of the API
/// operation InvokeCodeInterpreter.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "ACCodeInterpreterTask", DefaultParameterSetName = ByObject)]
[OutputType(typeof(CodeInterpreterTask), typeof(Job))]
public sealed class WaitCodeInterpreterTaskCommand : CodeInterpreterTaskCommand, IJobCommand
{
    private const string Activity = "Waiting for tasks";

    private readonly List<CodeInterpreterTask> _tasks = [];

    /// <summary>
    /// How many seconds to wait at most for all of them, 1 to 28800; as long as it takes unless given.
    /// </summary>
    [Parameter]
    [AllowedRange(1, 28800)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>
    /// Does the work in a job of this process, and writes that: Receive-Job gives what the cmdlet writes, Wait-Job and
    /// Stop-Job wait for it and end it.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken) =>
        _tasks.AddRange(await NamedAsync(cancellationToken));

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var left = _tasks;
        try
        {
            for (var pause = PollingBackoff.First; ; pause = PollingBackoff.After(pause))
            {
                left = await AskAsync(left, cancellationToken);
                var rest = TimeoutSeconds is { } limit
                    ? TimeSpan.FromSeconds(limit) - clock.Elapsed
                    : TimeSpan.MaxValue;
                if (left.Count == 0 || rest <= TimeSpan.Zero)
                {
                    break;
                }

                Progress(new ProgressRecord(1, Activity, string.Format(
                    CultureInfo.InvariantCulture, "{0} of {1} ended, {2:0} s", _tasks.Count - left.Count, _tasks.Count,
                    clock.Elapsed.TotalSeconds))
                {
                    PercentComplete = 100 * (_tasks.Count - left.Count) / _tasks.Count,
                });
                await Task.Delay(rest < pause ? rest : pause, cancellationToken);
            }
        }
        finally
        {
            Progress(new ProgressRecord(1, Activity, "done") { RecordType = ProgressRecordType.Completed });
        }

        foreach (var late in left)
        {
            await FailAsync(
                Failures.Timeout(
                    $"The task {late.TaskId} did not end within {TimeoutSeconds} s (-TimeoutSeconds). It goes "
                        + "on."), late.TaskId);
        }
    }

    /// <summary>Writes the tasks that have ended, and gives the others.</summary>
    private async Task<List<CodeInterpreterTask>> AskAsync(
        List<CodeInterpreterTask> tasks, CancellationToken cancellationToken)
    {
        var running = new List<CodeInterpreterTask>();
        foreach (var task in tasks)
        {
            await EachAsync(
                task,
                async connection =>
                {
                    var now = await connection.GetTaskAsync(this, task, cancellationToken);
                    if (now.HasEnded)
                    {
                        await WriteAsync(now);
                    }
                    else
                    {
                        running.Add(task);
                    }
                },
                cancellationToken);
        }

        return running;
    }
}

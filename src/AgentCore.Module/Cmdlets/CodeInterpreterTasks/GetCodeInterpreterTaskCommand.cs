using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Programs;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterTasks;

/// <summary>
/// Get-ACCodeInterpreterTask: shows background tasks as they are now. Stands for the tool getTask of the API operation
/// InvokeCodeInterpreter.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACCodeInterpreterTask", DefaultParameterSetName = ByStart)]
[OutputType(typeof(CodeInterpreterTask), typeof(string))]
public sealed class GetCodeInterpreterTaskCommand : CodeInterpreterTaskCommand
{
    private const string ByStart = "Started";

    private readonly List<CodeInterpreterTask> _followed = [];

    /// <summary>Ids of tasks of that session; unless given, those that this PowerShell started there.</summary>
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public override string[] TaskId { get; set; } = [];

    /// <summary>
    /// Writes what the tasks print, line by line as it comes, until they have ended; standard error as warnings. Begins
    /// with what they have printed so far.
    /// </summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    private protected override async Task<IReadOnlyList<CodeInterpreterTask>> NamedAsync(
        CancellationToken cancellationToken)
    {
        if (ParameterSetName == ByStart)
        {
            return StartedTasks.All;
        }

        if (ParameterSetName != ById || TaskId.Length > 0)
        {
            return await base.NamedAsync(cancellationToken);
        }

        var sessions = await SessionsAsync(cancellationToken);
        return [.. StartedTasks.All.Where(task => sessions.Any(session => session.SessionId == task.SessionId))];
    }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var task in await NamedAsync(cancellationToken))
        {
            if (Follow)
            {
                _followed.Add(task);
                continue;
            }

            await EachAsync(
                task,
                connection => UnlessGoneAsync(
                    task, connection, () => WriteAsync(task, connection, cancellationToken)),
                cancellationToken);
        }
    }

    private protected override Task EndAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _followed.Select(task => EachAsync(
            task,
            connection => UnlessGoneAsync(
                task, connection, () => FollowAsync(task, connection, cancellationToken)),
            cancellationToken)));

    private async Task WriteAsync(
        CodeInterpreterTask task, Connection connection, CancellationToken cancellationToken) =>
        await WriteAsync(await connection.GetTaskAsync(this, task, cancellationToken));

    // Tasks that nobody named may have ended meanwhile, with their session or their emulator.
    private async Task UnlessGoneAsync(CodeInterpreterTask task, Connection connection, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (AgentCoreException gone)
            when (!IsAsked && (gone.Category == ErrorCategory.ObjectNotFound || HasEnded(connection)))
        {
            Verbose($"The task {task.TaskId} is gone with its session {task.SessionId}: {gone.Message}");
            StartedTasks.Forget(task.SessionId);
        }
    }

    private static bool HasEnded(Connection connection) => connection.Settings.LocalEndpoint is { HasEnded: true };

    private bool IsAsked => ParameterSetName != ByStart && (ParameterSetName != ById || TaskId.Length > 0);

    private async Task FollowAsync(CodeInterpreterTask task, Connection connection, CancellationToken cancellationToken)
    {
        var lines = new StreamedLines(WriteAllAsync, Warn);
        var (output, error) = (0, 0);
        for (var pause = PollingBackoff.First; ; pause = PollingBackoff.After(pause))
        {
            var now = await connection.GetTaskAsync(this, task, cancellationToken);
            if (now.StandardOutput.Length > output || now.StandardError.Length > error)
            {
                await lines.TakeAsync([new(now.StandardOutput[output..], now.StandardError[error..])]);
                (output, error) = (now.StandardOutput.Length, now.StandardError.Length);
                pause = PollingBackoff.First;
            }

            if (now.HasEnded)
            {
                await lines.EndAsync();
                Verbose($"The task {task.TaskId} is {now.Status}, exit code {now.ExitCode}.");
                return;
            }

            await Task.Delay(pause, cancellationToken);
        }
    }
}

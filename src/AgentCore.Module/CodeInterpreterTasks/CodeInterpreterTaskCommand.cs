using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that work on tasks which were started before: tasks by object, or by session and id.</summary>
public abstract class CodeInterpreterTaskCommand : ConnectedCommand
{
    private protected const string ByObject = "Object";
    private protected const string ById = "Id";

    /// <summary>Tasks that Start-ACCodeInterpreterTask started.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Task")]
    [TaskArgument]
    public CodeInterpreterTask[] InputObject { get; set; } = [];

    /// <summary>The session that the tasks run in, or its id.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ValidateNotNull]
    [Alias("SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession Session { get; set; } = null!;

    /// <summary>Ids of tasks of that session.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] TaskId { get; set; } = [];

    /// <summary>The tasks that the current record names.</summary>
    private protected IEnumerable<CodeInterpreterTask> Named => ParameterSetName == ById
        ? TaskId.Select(id => new CodeInterpreterTask(id, Session))
        : InputObject;

    /// <summary>Does the work for one task; what goes wrong is the error of that task.</summary>
    private protected async Task EachAsync(CodeInterpreterTask task, Func<Connection, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(Connect(task.Session.Origin));
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            await FailAsync(error, task.TaskId);
        }
    }
}

using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Formatting;
using AgentCore.Programs;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterTasks;

/// <summary>
/// Base of the cmdlets that work on tasks which were started before: tasks by object, or by session and id.
/// </summary>
public abstract class CodeInterpreterTaskCommand : CodeInterpreterSessionCommand
{
    private protected const string ByObject = "Object";
    private protected const string ById = "Id";

    /// <summary>
    /// Tasks that Start-ACCodeInterpreterTask started; of those that this PowerShell started also their ids.
    /// </summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Task")]
    [TaskArgument]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public CodeInterpreterTask[] InputObject { get; set; } = [];

    /// <summary>The session that the tasks run in: itself, what has its id, its id or its name.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [Alias("SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public override CodeInterpreterSession? Session { get; set; }

    /// <summary>Ids of tasks of that session.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public virtual string[] TaskId { get; set; } = [];

    /// <summary>The tasks that the current record names.</summary>
    /// <exception cref="AgentCoreException">No session that runs has the name that was given.</exception>
    private protected virtual async Task<IReadOnlyList<CodeInterpreterTask>> NamedAsync(
        CancellationToken cancellationToken)
    {
        if (ParameterSetName != ById)
        {
            return InputObject;
        }

        var sessions = await SessionsAsync(cancellationToken);
        return [.. sessions.SelectMany(session => TaskId.Select(id => new CodeInterpreterTask(id, session)))];
    }

    /// <summary>Does the work for one task; what goes wrong is the error of that task.</summary>
    private protected Task EachAsync(
        CodeInterpreterTask task, Func<Connection, Task> work, CancellationToken cancellationToken) =>
        EachAsync(task.TaskId, () => work(Connect(task.Session)), cancellationToken);
}

/// <summary>
/// Lets a parameter that takes tasks also take what has their <c>TaskId</c> and <c>SessionId</c>, of a job or a file.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TaskArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        LanguagePrimitives.GetEnumerable(inputData) is { } many
            ? many.Cast<object>().Select(One).ToArray()
            : One(inputData);

    // A value that is not a task is passed on unchanged, so that PowerShell itself reports the wrong type.
    private static object One(object input)
    {
        if (input is null or CodeInterpreterTask or PSObject { BaseObject: CodeInterpreterTask })
        {
            return input!;
        }

        if ((input is PSObject wrapped ? wrapped.BaseObject : input) is string text)
        {
            return StartedTasks.Find(text) ?? throw new ArgumentTransformationMetadataException(
                $"'{text}' is not the id of a task that this PowerShell started. Give -Session and -TaskId.");
        }

        var bag = PSObject.AsPSObject(input);
        return bag.Properties["TaskId"]?.Value?.ToString() is { Length: > 0 } id
            && new CodeInterpreterSessionArgumentAttribute().SessionOf(bag) is CodeInterpreterSession session
            ? new CodeInterpreterTask(id, session)
            : input;
    }
}

/// <summary>Completes ids of the tasks that this PowerShell started.</summary>
public sealed class TaskCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words => StartedTasks.All
        .Select(task => (task.TaskId, $"{ViewText.FirstLine(task.Command)} in session {task.SessionId}"));
}

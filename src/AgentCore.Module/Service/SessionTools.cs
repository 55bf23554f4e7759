using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>The tools of one code interpreter session. Each call stands for InvokeCodeInterpreter.</summary>
/// <param name="connection">Where the session is.</param>
/// <param name="log">Gets a line about each call.</param>
/// <param name="session">Where the tools run.</param>
internal sealed class SessionTools(Connection connection, ICallLog log, CodeInterpreterSession session)
{
    /// <summary>Runs a program text.</summary>
    /// <param name="code">The program.</param>
    /// <param name="language">Its language, as the service calls it.</param>
    /// <param name="runtime">What runs it; null for the service's choice.</param>
    /// <param name="clearContext">Whether variables of earlier programs are forgotten first.</param>
    /// <param name="follow">Gets each event as it comes.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    public Task<ResultCollector> ExecuteCodeAsync(
        string code,
        string language,
        string? runtime,
        bool clearContext,
        Func<CodeInterpreterEvent, Task> follow,
        CancellationToken cancellationToken) =>
        InvokeAsync(
            ToolName.ExecuteCode,
            new ToolArguments
            {
                Code = code,
                Language = language,
                Runtime = runtime!,
                ClearContext = clearContext ? true : null,
            },
            follow,
            cancellationToken);

    /// <summary>Runs a shell command.</summary>
    public Task<ResultCollector> ExecuteCommandAsync(string command, CancellationToken cancellationToken) =>
        InvokeAsync(ToolName.ExecuteCommand, new ToolArguments { Command = command }, cancellationToken);

    /// <summary>Runs a shell command whose events are wanted as they come.</summary>
    public Task<ResultCollector> ExecuteCommandAsync(
        string command, Func<CodeInterpreterEvent, Task> follow, CancellationToken cancellationToken) =>
        InvokeAsync(ToolName.ExecuteCommand, new ToolArguments { Command = command }, follow, cancellationToken);

    /// <summary>Starts a shell command as a background task.</summary>
    public Task<ResultCollector> StartCommandExecutionAsync(string command, CancellationToken cancellationToken) =>
        InvokeAsync(ToolName.StartCommandExecution, new ToolArguments { Command = command }, cancellationToken);

    /// <summary>Gets a background task.</summary>
    public Task<ResultCollector> GetTaskAsync(string taskId, CancellationToken cancellationToken) =>
        InvokeAsync(ToolName.GetTask, new ToolArguments { TaskId = taskId }, cancellationToken);

    /// <summary>Stops a background task.</summary>
    public Task<ResultCollector> StopTaskAsync(string taskId, CancellationToken cancellationToken) =>
        InvokeAsync(ToolName.StopTask, new ToolArguments { TaskId = taskId }, cancellationToken);

    /// <summary>Writes all files, or none.</summary>
    public Task<ResultCollector> WriteFilesAsync(
        IEnumerable<(string Path, byte[] Content)> files, CancellationToken cancellationToken) =>
        InvokeAsync(
            ToolName.WriteFiles,
            new ToolArguments
            {
                Content =
                [
                    .. files.Select(file => new InputContentBlock { Path = file.Path, Blob = new MemoryStream(file.Content) }),
                ],
            },
            cancellationToken);

    /// <summary>Reads files; each that exists is a content block of the result.</summary>
    public Task<ResultCollector> ReadFilesAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        InvokeAsync(ToolName.ReadFiles, new ToolArguments { Paths = [.. paths] }, cancellationToken);

    /// <summary>Removes files.</summary>
    public Task<ResultCollector> RemoveFilesAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        InvokeAsync(ToolName.RemoveFiles, new ToolArguments { Paths = [.. paths] }, cancellationToken);

    /// <summary>Calls any tool, also one that this version does not know.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">Its arguments by the service's names; null for none.</param>
    /// <param name="follow">Gets each event as it comes.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    public Task<ResultCollector> InvokeAsync(
        string tool,
        Dictionary<string, object?>? arguments,
        Func<CodeInterpreterEvent, Task> follow,
        CancellationToken cancellationToken) =>
        InvokeAsync(
            tool,
            arguments is null ? null : new ToolArguments { AdditionalMembers = arguments },
            follow,
            cancellationToken);

    private Task<ResultCollector> InvokeAsync(ToolName tool, ToolArguments arguments, CancellationToken cancellationToken) =>
        InvokeAsync(tool, arguments, static _ => Task.CompletedTask, cancellationToken);

    private Task<ResultCollector> InvokeAsync(
        ToolName tool, ToolArguments? arguments, Func<CodeInterpreterEvent, Task> follow, CancellationToken cancellationToken) =>
        connection.InvokeToolAsync(log, session, tool, arguments, follow, cancellationToken);
}

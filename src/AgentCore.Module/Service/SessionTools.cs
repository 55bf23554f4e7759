using System.Diagnostics;
using System.Text.Json;
using AgentCore.Errors;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using WireResult = Amazon.BedrockAgentCore.Model.CodeInterpreterResult;

namespace AgentCore.Service;

/// <summary>The tools of one code interpreter session. Each call stands for InvokeCodeInterpreter.</summary>
/// <param name="connection">Where the session is.</param>
/// <param name="log">Gets a line about each call.</param>
/// <param name="session">Where the tools run.</param>
/// <remarks>
/// A method throws an <see cref="AgentCoreException"/> when the call failed, or its response was lost on the way.
/// </remarks>
internal sealed class SessionTools(Connection connection, ICallLog log, CodeInterpreterSession session)
{
    /// <summary>The tools that this version knows, with what they do and take.</summary>
    public static readonly IReadOnlyList<(string Name, string Hint)> Known =
    [
        (ToolName.ExecuteCode.Value, "Runs a program text: code, language, clearContext, runtime"),
        (ToolName.ExecuteCommand.Value, "Runs a shell command: command"),
        (ToolName.ReadFiles.Value, "Reads files: paths"),
        (ToolName.ListFiles.Value, "Lists a folder: directoryPath"),
        (ToolName.RemoveFiles.Value, "Deletes files: paths"),
        (ToolName.WriteFiles.Value, "Writes files: content, a list of path and text or blob"),
        (ToolName.StartCommandExecution.Value, "Starts a shell command in the background: command"),
        (ToolName.GetTask.Value, "Gets the state of a background command: taskId"),
        (ToolName.StopTask.Value, "Stops a background command: taskId"),
    ];

    /// <summary>
    /// Raised before each call of this process, on any thread: the tool may change files of its session.
    /// </summary>
    public static event Action? Invoking;

    /// <summary>Runs a program text.</summary>
    /// <param name="code">The program.</param>
    /// <param name="language">Its language, as the service calls it.</param>
    /// <param name="runtime">What runs it; null for the service's choice.</param>
    /// <param name="clearContext">Whether variables of earlier programs are forgotten first.</param>
    /// <param name="results">Takes the events in.</param>
    /// <param name="follow">Gets the events as they come.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    public Task<ResultCollector> ExecuteCodeAsync(
        string code,
        string language,
        string? runtime,
        bool clearContext,
        ResultCollector results,
        EventFollower follow,
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
            results,
            follow,
            cancellationToken);

    /// <summary>Runs a shell command.</summary>
    public Task<ResultCollector> ExecuteCommandAsync(string command, CancellationToken cancellationToken) =>
        InvokeAsync(ToolName.ExecuteCommand, new ToolArguments { Command = command }, cancellationToken);

    /// <summary>Runs a shell command whose events are wanted as they come.</summary>
    public Task<ResultCollector> ExecuteCommandAsync(
        string command, EventFollower follow, CancellationToken cancellationToken) =>
        InvokeAsync(
            ToolName.ExecuteCommand,
            new ToolArguments { Command = command },
            new ResultCollector(),
            follow,
            cancellationToken);

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
                    .. files.Select(
                        file => new InputContentBlock { Path = file.Path, Blob = new MemoryStream(file.Content) }),
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
    /// <param name="results">Takes the events in.</param>
    /// <param name="follow">Gets the events as they come.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    public Task<ResultCollector> InvokeAsync(
        string tool,
        Dictionary<string, object?>? arguments,
        ResultCollector results,
        EventFollower follow,
        CancellationToken cancellationToken) =>
        InvokeAsync(
            tool,
            arguments is null ? null : new ToolArguments { AdditionalMembers = arguments },
            results,
            follow,
            cancellationToken);

    private Task<ResultCollector> InvokeAsync(
        ToolName tool, ToolArguments arguments, CancellationToken cancellationToken) =>
        InvokeAsync(tool, arguments, new ResultCollector(), static _ => Task.CompletedTask, cancellationToken);

    private async Task<ResultCollector> InvokeAsync(
        ToolName tool,
        ToolArguments? arguments,
        ResultCollector results,
        EventFollower follow,
        CancellationToken cancellationToken)
    {
        var request = new InvokeCodeInterpreterRequest
        {
            CodeInterpreterIdentifier = session.CodeInterpreterIdentifier,
            SessionId = session.SessionId,
            Name = tool,
            Arguments = arguments,
        };
        var clock = Stopwatch.StartNew();
        Invoking?.Invoke();
        using var response = await connection.SendAsync(
            log,
            request,
            static (client, input, token) => client.InvokeCodeInterpreterAsync(input, token),
            cancellationToken);
        try
        {
            await foreach (var batch in response.Stream!.ReadBatchesAsync(cancellationToken))
            {
                var events = batch.OfType<WireResult>().Select(result => result.ToEvent()).ToList();
                events.ForEach(results.Add);

                // What the service sends next is read when these are done with.
                await follow(events);
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            if (error is not AmazonServiceException { ErrorCode.Length: > 0 })
            {
                await connection.SettleAsync();
            }

            var address = ServiceAddress.DataPlaneOf(connection);
            throw error is IOException or EventStreamParseException or EventStreamChecksumFailureException
                ? address.Lost(error)
                : ServiceErrors.Translate(error, "InvokeCodeInterpreter", address);
        }

        log.Verbose($"{tool.Value} in session {session.SessionId}: {clock.ElapsedMilliseconds} ms");
        return results;
    }
}

/// <summary>Maps the events of a call to ours.</summary>
internal static class CodeInterpreterEventMapping
{
    public static CodeInterpreterEvent ToEvent(this WireResult sent)
    {
        var structured = sent.StructuredContent;
        return new CodeInterpreterEvent
        {
            Content = sent.Content is { Count: > 0 } blocks ? ToContent(blocks, structured?.Stdout) : [],
            StandardOutput = structured?.Stdout,
            StandardError = structured?.Stderr,
            ExitCode = structured?.ExitCode,
            Seconds = structured?.ExecutionTime,
            ExecutionTime = structured?.ExecutionTime is { } seconds && seconds >= 0
                ? TimeSpan.FromSeconds(seconds)
                : null,
            TaskId = structured?.TaskId,
            TaskStatus = structured?.TaskStatus?.Value,
            More = Members(structured?.AdditionalMembers),
            IsError = sent.IsError,
        };
    }

    private static CodeInterpreterContent[] ToContent(List<ContentBlock> blocks, string? output)
    {
        var content = new CodeInterpreterContent[blocks.Count];
        for (var i = 0; i < content.Length; i++)
        {
            content[i] = ToContent(blocks[i], output);
        }

        return content;
    }

    // The service sends standard output twice; of a long one, one copy is enough.
    private static CodeInterpreterContent ToContent(ContentBlock block, string? output) => new(block.Type?.Value ?? "")
    {
        Text = block.Text is { } text && text == output ? output : block.Text ?? block.Resource?.Text,
        Data = ToBytes(block.Data ?? block.Resource?.Blob),
        MimeType = block.MimeType ?? block.Resource?.MimeType,
        Uri = block.Uri ?? block.Resource?.Uri,
        Name = block.Name,
        Description = block.Description,
        Size = block.Size,
        More = Members(block.AdditionalMembers),
    };

    // A large file is not copied once more where the stream is nothing but its bytes.
    private static byte[]? ToBytes(MemoryStream? data) =>
        data?.TryGetBuffer(out var bytes) is true && bytes.Count == bytes.Array!.Length ? bytes.Array : data?.ToArray();

    private static (string Name, object? Value)[] Members(Dictionary<string, JsonElement>? more) =>
        more?.Select(member => (member.Key, JsonObjects.Read(member.Value))).ToArray() ?? [];
}

/// <summary>Gets the events of a call that have arrived together, in their order.</summary>
internal delegate Task EventFollower(IReadOnlyList<CodeInterpreterEvent> events);

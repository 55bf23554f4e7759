using System.Text;
using AgentCore.Emulator.Browser.Features.LiveView;
using AgentCore.Emulator.Browser.Features.Recording;
using AgentCore.Emulator.Browser.Features.Thumbnails;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.WebConsole;

/// <summary>
/// The web console: a page that shows sessions, calls, resources and recordings, and runs code. It is opened by an
/// address that is good once.
/// </summary>
internal sealed class ConsoleEndpoint
{
    private const int LongestBody = 4 * 1024 * 1024;
    private readonly ConsoleParts _parts;
    private readonly ConsoleGate _gate;
    private readonly CallHistory _history;
    private readonly ConsoleEvents _events;
    private readonly CodeCell _cell;
    private readonly RecordingReader _recordings;

    /// <summary>Creates the console.</summary>
    /// <param name="parts">What it shows.</param>
    /// <param name="feed">The calls of the emulator.</param>
    /// <param name="lifetime">The life of the emulator.</param>
    public ConsoleEndpoint(ConsoleParts parts, CallFeed feed, IHostApplicationLifetime lifetime)
    {
        _parts = parts;
        _gate = new(new(feed.Time));
        _history = new(feed, lifetime);
        _events = new(parts, _history, _gate, feed.Time, lifetime);
        _cell = new(parts.CodeSessions);
        _recordings = new(parts.Objects, id => parts.BrowserSessions.Sessions.FindLive(id) is not null);
    }

    /// <summary>Makes a one-time address of the console.</summary>
    /// <param name="port">Port of the emulator.</param>
    public string CreateAddress(int port) => _gate.CreateAddress(port, path: null);

    /// <summary>Adds the routes.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Serve(new ExtraRoute("console address", "/emulator/console-addresses", CreateAddressAsync)
        {
            Method = HttpMethods.Post,
            IsOwnPage = true,
        });
        foreach (var path in new[] { ConsoleGate.Root, ConsoleGate.Root + "/" })
        {
            _gate.ServePage(registry, path, (_, context) => ConsoleFiles.WritePageAsync(context.Http));
        }

        _gate.ServePage(registry, $"{ConsoleGate.Root}/live-view/{{sessionId}}", ServeLiveViewAsync);
        _gate.Serve(registry, $"{ConsoleGate.Root}/files/{{name}}", ServeFileAsync);
        _gate.Serve(registry, $"{ConsoleGate.Root}/events", _events.ServeAsync);
        _gate.Serve(registry, $"{ConsoleGate.Root}/sessions/{{sessionId}}/thumbnail", ServeThumbnailAsync);
        _gate.ServeAction(registry, $"{ConsoleGate.Root}/sessions/{{sessionId}}/stop", StopAsync);
        _gate.ServeAction(registry, $"{ConsoleGate.Root}/run", RunAsync);
        _gate.Serve(registry, $"{ConsoleGate.Root}/recordings", ListRecordingsAsync);
        _gate.Serve(registry, $"{ConsoleGate.Root}/recordings/events", ServeRecordingAsync);
        _gate.ServePage(
            registry,
            $"{ConsoleGate.Root}/recordings/play",
            (_, context) => ConsoleFiles.WritePlayerAsync(context.Http));
    }

    private Task CreateAddressAsync(OperationInput input, OperationContext context)
    {
        var request = input.ReadBody<AddressRequest>();
        var port = context.Http.Connection.LocalPort;
        return ResponseWriter.WriteAsync(context.Http, new AddressResponse(_gate.CreateAddress(port, request.Path)));
    }

    private static Task ServeFileAsync(OperationInput input, OperationContext context) =>
        input.Labels["name"] is var name && ConsoleFiles.IsAsset(name)
            ? ConsoleFiles.WriteAssetAsync(context.Http, name)
            : throw ServiceErrors.NotFound($"The console has no file {name}.");

    private Task ServeLiveViewAsync(OperationInput input, OperationContext context) =>
        FindBrowser(input) is { } session
            ? LiveViewPage.WriteAsync(context.Http, session)
            : ConsoleFiles.WriteErrorAsync(context.Http, 404, "This browser session has ended, or was never there.");

    private async Task ServeThumbnailAsync(OperationInput input, OperationContext context)
    {
        // A session may end between two pictures, which is no error: its card goes with the next state.
        var thumbnail = FindBrowser(input) is { } session
            ? await session.Feature<ThumbnailCache>().TakeAsync(session, context.Aborted)
            : null;
        await WriteJsonAsync(
            context.Http,
            thumbnail is null
                ? new ThumbnailResponse(null, null, null, null)
                : new(thumbnail.Image, thumbnail.Title, thumbnail.Address, thumbnail.Dialog));
    }

    private async Task StopAsync(OperationInput input, OperationContext context)
    {
        var id = input.Labels["sessionId"];
        var session = _parts.FindLive(id)
            ?? throw ServiceErrors.NotFound($"The session {id} has ended already.");
        await session.EndAsync("it was stopped in the console");
        await WriteJsonAsync(context.Http, new { sessionId = id });
    }

    private async Task RunAsync(OperationInput input, OperationContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await context.Http.Request.Body.ReadAsync(buffer, context.Aborted) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
            if (body.Length > LongestBody)
            {
                throw ServiceErrors.TooLarge(LongestBody);
            }
        }

        var request = RequestBinder.ReadBody<CellRequest>(body.ToArray());
        await WriteJsonAsync(context.Http, await _cell.RunAsync(request, _history.LastRegion, context.Aborted));
    }

    private Task ListRecordingsAsync(OperationInput input, OperationContext context) =>
        WriteJsonAsync(context.Http, _recordings.List().Select(RecordingRow.Of).ToArray());

    // The events of one page of a recording, which may be long.
    private async Task ServeRecordingAsync(OperationInput input, OperationContext context)
    {
        var (bucket, folder) = (input.Query.Single("bucket") ?? "", input.Query.Single("folder") ?? "");
        var recording = _recordings.Find(bucket, folder)
            ?? throw ServiceErrors.NotFound($"There is no recording s3://{bucket}/{folder}.");
        ConsoleFiles.SetHeaders(context.Http.Response, ConsoleFiles.NothingAtAll);
        context.Http.Response.ContentType = "application/json; charset=utf-8";
        await _recordings.WritePageAsync(
            recording, input.Query.Single("page") ?? "", context.Http.Response.Body, context.Aborted);
    }

    private static Task WriteJsonAsync<T>(HttpContext http, T value) => ConsoleFiles.WriteAsync(
        http, WireJson.Write(value), "application/json; charset=utf-8", ConsoleFiles.NothingAtAll);

    private BrowserSession? FindBrowser(OperationInput input) =>
        _parts.BrowserSessions.Sessions.FindLive(input.Labels["sessionId"]);

    private sealed record AddressRequest
    {
        public string? Path { get; init; }
    }

    private sealed record AddressResponse(string Url);

    private sealed record ThumbnailResponse(byte[]? Image, string? Title, string? Address, string? Dialog);

    private sealed record RecordingRow(
        string Bucket, string Folder, string State, DateTimeOffset StartedAt, string? Problem)
    {
        public string? SessionId { get; init; }

        public string? Name { get; init; }

        public string? BrowserId { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public IReadOnlyList<RecordedPage> Pages { get; init; } = [];

        public static RecordingRow Of(Recording recording) => new(
            recording.Bucket,
            recording.Folder,
            recording.Metadata.State ?? "UNKNOWN",
            recording.Metadata.StartedAt,
            recording.Problem)
        {
            SessionId = recording.Metadata.SessionId,
            Name = recording.Metadata.Name,
            BrowserId = recording.Metadata.BrowserId,
            EndedAt = recording.Metadata.EndedAt,
            Pages = recording.Batches == 0 ? [] : recording.Metadata.Pages ?? [],
        };
    }
}

/// <summary>Runs what is typed into the console, by the tools that callers use.</summary>
/// <param name="sessions">The code sessions.</param>
internal sealed class CodeCell(CodeInterpreterSessionService sessions)
{
    private const string Shell = "shell";

    /// <summary>Runs the code; the end of the call that started it ends it.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="region">Region of a new session.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="ServiceException">The session has ended, or the code cannot be run.</exception>
    public async Task<CellResult> RunAsync(CellRequest request, string region, CancellationToken cancellationToken)
    {
        var arguments = request.Language == Shell
            ? new ToolArguments { Command = request.Code }
            : new ToolArguments { Code = request.Code, Language = request.Language };
        var call = new InvokeCodeInterpreterRequest
        {
            CodeInterpreterIdentifier = CodeInterpreterKind.SystemId,
            Name = request.Language == Shell ? ToolName.ExecuteCommand : ToolName.ExecuteCode,
            Arguments = arguments,
        };
        RequestValidator.Check(call);
        var tool = sessions.ToolOf(call);
        var session = request.SessionId is { } id
            ? sessions.FindLive(id)
                ?? throw ServiceErrors.NotFound($"The code session {id} has ended. Choose another, or a new one.")
            : await sessions.StartAsync(
                new() { CodeInterpreterIdentifier = CodeInterpreterKind.SystemId, Name = "console" }, region);
        var results = new List<CodeInterpreterResult>();
        var running = CodeInterpreterSessionService.RunAsync(session, tool, arguments, cancellationToken);
        await foreach (var result in running)
        {
            results.Add(result);
        }

        return CellResult.Of(session.Seed.Id, results);
    }
}

/// <summary>What was typed.</summary>
internal sealed record CellRequest
{
    /// <summary>The session that runs it; null for a new one.</summary>
    public string? SessionId { get; init; }

    /// <summary><c>python</c>, <c>javascript</c>, <c>typescript</c> or <c>shell</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The code.</summary>
    public string? Code { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="SessionId">The session that ran it.</param>
/// <param name="Stdout">Text on standard output.</param>
/// <param name="Stderr">Text on standard error.</param>
/// <param name="ExitCode">Exit code; null where there is none.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="IsError">Whether it failed.</param>
/// <param name="Displays">Figures and other forms of objects.</param>
internal sealed record CellResult(
    string SessionId,
    string Stdout,
    string Stderr,
    int? ExitCode,
    double? Seconds,
    bool IsError,
    IReadOnlyList<CellDisplay> Displays)
{
    /// <summary>Adds up the results of one call.</summary>
    public static CellResult Of(string sessionId, IReadOnlyList<CodeInterpreterResult> results)
    {
        var (stdout, stderr) = (new StringBuilder(), new StringBuilder());
        foreach (var structured in results.Select(result => result.StructuredContent))
        {
            stdout.Append(structured?.Stdout);
            stderr.Append(structured?.Stderr);
        }

        var last = results is [.., { } final] ? final.StructuredContent : null;
        return new(
            sessionId,
            stdout.ToString(),
            stderr.ToString(),
            last?.ExitCode,
            last?.ExecutionTime,
            results.Any(result => result.IsError ?? false),
            [.. results.SelectMany(result => result.Content).Select(CellDisplay.Of).OfType<CellDisplay>()]);
    }
}

/// <summary>A form of an object.</summary>
/// <param name="MimeType">Its media type.</param>
/// <param name="Data">The bytes of an image.</param>
/// <param name="Text">The text of another form.</param>
internal sealed record CellDisplay(string MimeType, ReadOnlyMemory<byte>? Data, string? Text)
{
    /// <summary>The form in a block of a result; null for text, which is in the output.</summary>
    public static CellDisplay? Of(ContentBlock block) => block switch
    {
        { Type: "image", Data: { } data } => new(block.MimeType ?? "image/png", data, null),
        { Resource: { Text: { } text } resource } => new(resource.MimeType ?? "text/plain", null, text),
        _ => null,
    };
}

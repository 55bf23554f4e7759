using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Rrweb;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>
/// Puts the recorder into every document of a browser and passes on what DevTools reports. It is one more client of the
/// browser: it holds no stream of the session and closes no dialog.
/// </summary>
internal sealed class PageRecorder : IAsyncDisposable
{
    /// <summary>The world of the recorder, which no page sees.</summary>
    public const string World = "agentcore-recorder";

    /// <summary>The event that a frame of another origin was found in its page.</summary>
    public const string FrameFound = "agentcore.frameFound";

    /// <summary>By this function the recorder hands its texts over.</summary>
    public const string Binding = "agentcoreRecorderSend";

    private const string Flush = "globalThis.agentcoreRecorder?.flush()";
    private const string Begin = "globalThis.agentcoreRecorder?.begin()";
    private const string Snapshot = "globalThis.agentcoreRecorder?.snapshot()";
    private const string IdOf = "function () { return globalThis.agentcoreRecorder?.idOf(this) ?? -1; }";
    private const string BeginAnew = "globalThis.agentcoreRecorder?.begin(true)";
    private static readonly string Script = EmbeddedFile.ReadText("recorder.js").Replace(
        "/* rrweb.min.js */", RrwebFiles.Script + "\n", StringComparison.Ordinal);

    private static readonly (string Method, object Parameters)[] Setup =
    [
        ("Page.enable", new { }),
        ("Runtime.enable", new { }),
        ("Runtime.addBinding", new { name = Binding, executionContextName = World }),
        ("Page.addScriptToEvaluateOnNewDocument", new { source = Script, worldName = World, runImmediately = true }),

        // No body is recorded, so Chromium need not keep them.
        ("Network.enable", new { maxTotalBufferSize = 1, maxResourceBufferSize = 1, maxPostDataSize = 0 }),
        ("Log.enable", new { }),
        ("Target.setAutoAttach", AutoAttach("iframe")), // frames that have a process of their own
        ("Runtime.runIfWaitingForDebugger", new { }),
    ];

    private readonly Action<RawEvent> _receive;
    private CdpConnection _connection = null!; // set before the caller has the recorder

    private PageRecorder(Action<RawEvent> receive) => _receive = receive;

    /// <summary>Starts to record; the recorder is in the pages that are open when this returns.</summary>
    /// <param name="hub">The browser's hub.</param>
    /// <param name="receive">Receives events on the reading thread: it must be quick.</param>
    /// <exception cref="CdpException">The browser has ended.</exception>
    public static async Task<PageRecorder> StartAsync(CdpHub hub, Action<RawEvent> receive)
    {
        var recorder = new PageRecorder(receive);
        recorder._connection = await CdpConnection.OpenAsync(
            async replied => await hub.OpenAsync(message => recorder.Receive(message, replied)));
        await recorder._connection.SendAsync("Target.setAutoAttach", AutoAttach("page"));
        await recorder._connection.SendAsync(
            "Target.setDiscoverTargets", new { discover = true, filter = new[] { new { type = "page" } } });
        return recorder;
    }

    /// <summary>Has the recorders hand over what they still have.</summary>
    /// <param name="contexts">The recorders, as CDP session and execution context.</param>
    /// <exception cref="CdpException">A page has closed, or the browser has ended.</exception>
    public Task FlushAsync(IEnumerable<(string Session, long Context)> contexts) => Task.WhenAll(contexts.Select(one =>
        _connection.SendAsync("Runtime.evaluate", new { expression = Flush, contextId = one.Context }, one.Session)));

    /// <summary>Has a recorder record the document that its window has now.</summary>
    /// <param name="at">The recorder, as CDP session and execution context.</param>
    /// <param name="anew">Whether to begin again though it is the same document.</param>
    public void Renew((string Session, long Context) at, bool anew) => Post(
        "Runtime.evaluate", new { expression = anew ? BeginAnew : Begin, contextId = at.Context }, at.Session);

    /// <summary>Has a recorder record all that its document shows.</summary>
    public void TakeSnapshot((string Session, long Context) at) =>
        Post("Runtime.evaluate", new { expression = Snapshot, contextId = at.Context }, at.Session);

    /// <summary>Finds out what the recorder of a page calls a frame in it, and reports it as an event.</summary>
    /// <param name="parent">The recorder, as CDP session and execution context.</param>
    /// <param name="frame">Id of the frame.</param>
    public async Task FindFrameAsync((string Session, long Context) parent, string frame)
    {
        try
        {
            var owner = await _connection.SendAsync("DOM.getFrameOwner", new { frameId = frame }, parent.Session);
            var backendNodeId = owner.GetProperty("backendNodeId").GetInt64();
            var resolved = await _connection.SendAsync(
                "DOM.resolveNode", new { backendNodeId, executionContextId = parent.Context }, parent.Session);
            var objectId = resolved.GetProperty("object").GetProperty("objectId").GetString();
            var called = await _connection.SendAsync(
                "Runtime.callFunctionOn",
                new { objectId, functionDeclaration = IdOf, returnByValue = true },
                parent.Session);
            var node = called.GetProperty("result").GetProperty("value").GetInt64();
            var message = JsonSerializer.SerializeToUtf8Bytes(new { @params = new { frame, node } });
            _receive(new(FrameFound, parent.Session, message));
        }
        catch (Exception error) when (error is CdpException or KeyNotFoundException or InvalidOperationException)
        {
            // The frame or its page is gone.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static object AutoAttach(string type) =>
        new { autoAttach = true, waitForDebuggerOnStart = true, flatten = true, filter = new[] { new { type } } };

    // Events stay bytes here: they are read on another thread.
    private void Receive(ReadOnlyMemory<byte> message, Action<ReadOnlyMemory<byte>> replied)
    {
        var envelope = CdpEnvelope.Read(message.Span);
        if (envelope.Id is not null || envelope.Method is null)
        {
            replied(message);
            return;
        }

        if (envelope is { Method: "Target.attachedToTarget", ChildSessionId: { } session })
        {
            _ = Task.Run(() => SetUp(session)); // the script is long, and this is the thread that reads
        }

        _receive(new(envelope.Method, envelope.SessionId, message));
    }

    private void SetUp(string session)
    {
        foreach (var (method, parameters) in Setup)
        {
            Post(method, parameters, session);
        }
    }

    // In the order of the calls, without a wait: a page that crashes or closes never replies.
    private void Post(string method, object parameters, string session) =>
        _ = _connection.SendAsync(method, parameters, session)
            .ContinueWith(static sent => sent.Exception, TaskScheduler.Default);
}

/// <summary>An event of DevTools as it came.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Session">CDP session of its target; null for the browser.</param>
/// <param name="Message">The whole message.</param>
internal sealed record RawEvent(string Method, string? Session, ReadOnlyMemory<byte> Message)
{
    /// <summary>Its parameters.</summary>
    /// <exception cref="JsonException">It is not valid.</exception>
    public JsonElement ReadParams() =>
        JsonSerializer.Deserialize<JsonElement>(Message.Span, CdpEnvelope.Json).TryGetProperty("params", out var read)
            ? read
            : default;
}

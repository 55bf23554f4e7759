using System.Collections.Concurrent;
using System.Text.Json;

namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>
/// Shares one DevTools pipe among many clients. Each client gets a browser-level CDP session of its own
/// (<c>Target.attachToBrowserTarget</c>), so that auto-attach, discovery and contexts of one do not affect another.
/// Commands are renumbered on the way in, replies on the way out; a CDP session belongs to the client that attached it.
/// </summary>
internal sealed class CdpHub : IAsyncDisposable
{
    private readonly CdpPipe _pipe;
    private readonly ILogger _log;
    private readonly ConcurrentDictionary<long, Call> _pending = new();
    private readonly ConcurrentDictionary<string, CdpPort> _owners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _roots = new(StringComparer.Ordinal); // target, session
    private readonly CancellationTokenSource _browserEnded = new();
    private readonly Task _closing;
    private string? _reason;
    private long _lastId;

    /// <summary>Starts to serve the pipe.</summary>
    /// <param name="toBrowser">The stream that the browser reads.</param>
    /// <param name="fromBrowser">The stream that the browser writes.</param>
    /// <param name="log">Receives a warning for each message that was dropped.</param>
    /// <param name="maxMessageBytes">
    /// The most that one message of the browser may have, in bytes. A larger reply becomes an error of its command; a
    /// larger event is dropped.
    /// </param>
    public CdpHub(
        Stream toBrowser, Stream fromBrowser, ILogger log, int maxMessageBytes = CdpPipe.MaxMessageBytes)
    {
        _log = log;
        _pipe = new CdpPipe(toBrowser, fromBrowser, Receive, ReceiveTooLarge, maxMessageBytes);
        BrowserEnded = _browserEnded.Token;
        _closing = _pipe.Closed.ContinueWith(_ => CloseAll(), TaskScheduler.Default);
    }

    /// <summary>
    /// Cancelled when the browser has ended, before the ports are closed: callbacks have run when clients see the end.
    /// </summary>
    public CancellationToken BrowserEnded { get; }

    /// <summary>
    /// The state of the browser, as the end of a sentence: "is running" or, for example, "has ended".
    /// </summary>
    public string BrowserState => _pipe.Closed.IsCompleted ? _pipe.Closed.Result : "is running";

    private string Reason => _reason ?? $"The browser {BrowserState}.";

    /// <summary>
    /// Connects a client. When the browser has ended, or ends meanwhile, the port is closed with the reason.
    /// </summary>
    /// <param name="receive">Receives messages for the client on the reading thread: it must be quick.</param>
    public async Task<CdpPort> OpenAsync(Action<ReadOnlyMemory<byte>> receive)
    {
        JsonElement attached;
        try
        {
            attached = await CallAsync("Target.attachToBrowserTarget", new { });
        }
        catch (CdpException) when (_pipe.Closed.IsCompleted)
        {
            var closed = new CdpPort(this, "", receive);
            closed.Close(Reason);
            return closed;
        }

        var port = new CdpPort(this, attached.GetProperty("sessionId").GetString()!, receive);
        _owners[port.RootSession] = port;
        if (_pipe.Closed.IsCompleted)
        {
            port.Close(Reason);
        }

        return port;
    }

    /// <summary>Closes the pipe, upon which Chromium ends, and closes every port with the reason.</summary>
    public async ValueTask CloseAsync(string reason)
    {
        if (!_pipe.Closed.IsCompleted)
        {
            _reason = reason; // a browser that ended by itself keeps its own reason
        }

        await _pipe.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pipe.DisposeAsync();
        await _closing;
        _browserEnded.Dispose();
    }

    /// <summary>Forwards a command of a client.</summary>
    internal Task SendAsync(CdpPort port, ReadOnlyMemory<byte> message)
    {
        CdpEnvelope envelope;
        try
        {
            envelope = CdpEnvelope.Read(message.Span, CdpEnvelope.MaxCommandDepth);
        }
        catch (JsonException)
        {
            var problem = "Message must be a JSON object with an integer 'id', "
                + $"nested at most {CdpEnvelope.MaxCommandDepth} levels deep.";
            port.Receive(CdpError.Reply(CdpEnvelope.IdOf(message.Span), null, CdpError.ParseError, problem));
            return Task.CompletedTask;
        }

        if (envelope.Id is not { } clientId || envelope.Method is null)
        {
            const string problem = "Message must have an integer 'id' and a string 'method'.";
            port.Receive(CdpError.Reply(envelope.Id, envelope.SessionId, CdpError.InvalidRequest, problem));
            return Task.CompletedTask;
        }

        if (envelope.SessionId is { } session && (!_owners.TryGetValue(session, out var owner) || owner != port))
        {
            // As Chromium replies, on the connection itself: Playwright ignores that while it keeps an ended session.
            const string problem = "Session with given id not found.";
            port.Receive(CdpError.Reply(clientId, null, CdpError.SessionNotFound, problem));
            return Task.CompletedTask;
        }

        var id = Interlocked.Increment(ref _lastId);
        var target = envelope.SessionId ?? port.RootSession;
        _pending[id] = new(port, clientId, target, null);
        return _pipe.SendAsync(CdpEnvelope.Rewrite(message.Span, id, target));
    }

    /// <summary>Removes a client, and detaches it from the browser and its targets.</summary>
    internal async Task DetachAsync(CdpPort port)
    {
        foreach (var (session, _) in _owners.Where(pair => pair.Value == port))
        {
            _owners.TryRemove(session, out _);
        }

        foreach (var (id, _) in _pending.Where(pair => pair.Value.Port == port))
        {
            _pending.TryRemove(id, out _);
        }

        try
        {
            await CallAsync("Target.detachFromTarget", new { sessionId = port.RootSession });
        }
        catch (CdpException)
        {
            // The browser has ended, and with it the session.
        }

        // Chromium reports the end of a target before it replies.
        foreach (var (target, _) in _roots.Where(pair => pair.Value == port.RootSession))
        {
            _roots.TryRemove(target, out _);
        }
    }

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        var id = Interlocked.Increment(ref _lastId);
        var reply = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = new(null, 0, null, reply);
        if (_pipe.Closed.IsCompleted)
        {
            throw new CdpException(method, Reason);
        }

        await _pipe.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }));
        return CdpError.ResultOf(method, await reply.Task);
    }

    // Runs on the thread that reads the pipe: an invalid message must not affect the others.
    private void Receive(ReadOnlyMemory<byte> message)
    {
        try
        {
            var envelope = CdpEnvelope.Read(message.Span);
            if (envelope.Id is { } id)
            {
                ForwardReply(id, envelope.SessionId, message);
            }
            else
            {
                ForwardEvent(envelope, message);
            }
        }
        catch (Exception error)
        {
            _log.LogWarning(error, "A CDP message of {Length} bytes could not be forwarded", message.Length);
            Fail(CdpEnvelope.IdOf(message.Span), CdpError.ParseError, "The browser's reply could not be read.");
        }
    }

    private void ReceiveTooLarge(ReadOnlyMemory<byte> beginning, string problem)
    {
        _log.LogWarning("A CDP message was dropped: {Problem}", problem);
        Fail(CdpEnvelope.IdOf(beginning.Span), CdpError.ServerError, problem);
    }

    private void Fail(long? id, int code, string problem)
    {
        if (id is { } number && _pending.TryRemove(number, out var call))
        {
            call.Reply?.TrySetException(new CdpException("Browser", problem));
            call.Port?.Receive(CdpError.Reply(call.Id, ForClient(call.Port, call.SessionId), code, problem));
        }
    }

    private void ForwardReply(long id, string? session, ReadOnlyMemory<byte> message)
    {
        if (_pending.TryGetValue(id, out var call))
        {
            call.Reply?.TrySetResult(JsonSerializer.Deserialize<JsonElement>(message.Span, CdpEnvelope.Json));
            call.Port?.Receive(CdpEnvelope.Rewrite(message.Span, call.Id, ForClient(call.Port, session)));
            _pending.TryRemove(id, out _);
        }
    }

    private void ForwardEvent(CdpEnvelope envelope, ReadOnlyMemory<byte> message)
    {
        if (envelope is { SessionId: null, Method: "Target.attachedToTarget", ChildSessionId: { } root })
        {
            _roots[TargetOf(message).Id] = root;
            return;
        }

        if (envelope.SessionId is null || !_owners.TryGetValue(envelope.SessionId, out var port))
        {
            return; // an event for a client that has disconnected
        }

        if (envelope.Method is "Target.targetCreated" or "Target.targetInfoChanged" or "Target.targetDestroyed"
            && IsOfAnother(port, TargetOf(message)))
        {
            return;
        }

        // Before the event is forwarded: the client may use the new session at once.
        if (envelope is { Method: "Target.attachedToTarget", ChildSessionId: { } attached })
        {
            _owners[attached] = port;
        }
        else if (envelope is { Method: "Target.detachedFromTarget", ChildSessionId: { } detached })
        {
            _owners.TryRemove(detached, out _);
        }

        port.Receive(CdpEnvelope.Rewrite(message.Span, null, ForClient(port, envelope.SessionId)));
    }

    // Chromium reports every browser-level session as a target of its own, also the pipe's.
    private bool IsOfAnother(CdpPort port, (string Id, string? Type) target) =>
        _roots.TryGetValue(target.Id, out var root) ? root != port.RootSession : target.Type == "browser";

    private static (string Id, string? Type) TargetOf(ReadOnlyMemory<byte> message)
    {
        var parameters = JsonSerializer.Deserialize<JsonElement>(message.Span, CdpEnvelope.Json).GetProperty("params");
        var target = parameters.TryGetProperty("targetInfo", out var info) ? info : parameters;
        return (
            target.TryGetProperty("targetId", out var id) ? id.GetString() ?? "" : "",
            target.TryGetProperty("type", out var type) ? type.GetString() : null);
    }

    private static string? ForClient(CdpPort port, string? session) => session == port.RootSession ? null : session;

    private void CloseAll()
    {
        _browserEnded.Cancel();
        foreach (var (id, _) in _pending)
        {
            if (_pending.TryRemove(id, out var call))
            {
                call.Reply?.TrySetException(new CdpException("Browser", Reason));
            }
        }

        foreach (var port in _owners.Values.Distinct())
        {
            port.Close(Reason);
        }

        _owners.Clear(); // the hub stays in memory with its ended session; its ports need not
        _roots.Clear();
    }

    // A pending command: of a client, with the client's id, or of the hub itself, with its reply.
    private sealed record Call(CdpPort? Port, long Id, string? SessionId, TaskCompletionSource<JsonElement>? Reply);
}

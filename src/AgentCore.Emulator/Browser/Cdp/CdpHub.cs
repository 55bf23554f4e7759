using System.Collections.Concurrent;
using System.Text.Json;

namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>
/// Shares one DevTools pipe among many clients. Each gets a browser-level CDP session of its own
/// (<c>Target.attachToBrowserTarget</c>), so that auto-attach, discovery and contexts of one are none of another's
/// business. Commands are renumbered on the way in, replies on the way out; a CDP session belongs to the client that
/// attached it.
/// </summary>
internal sealed class CdpHub : IAsyncDisposable
{
    private readonly CdpPipe _pipe;
    private readonly ILogger _log;
    private readonly ConcurrentDictionary<long, Call> _pending = new();
    private readonly ConcurrentDictionary<string, CdpPort> _owners = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _gone = new();
    private readonly Task _closing;
    private string? _reason;
    private long _lastId;

    /// <summary>Begins to serve the pipe.</summary>
    /// <param name="toBrowser">What the browser reads.</param>
    /// <param name="fromBrowser">What the browser writes.</param>
    /// <param name="log">Where to say that a message was dropped.</param>
    public CdpHub(Stream toBrowser, Stream fromBrowser, ILogger log)
    {
        _log = log;
        _pipe = new CdpPipe(toBrowser, fromBrowser, Take);
        Gone = _gone.Token;
        _closing = _pipe.Closed.ContinueWith(_ => CloseAll(), TaskScheduler.Default);
    }

    /// <summary>
    /// Cancelled when the browser is gone, before any client is told: who acts on it has acted when clients know.
    /// </summary>
    public CancellationToken Gone { get; }

    /// <summary>What became of the browser once it is <see cref="Gone"/>, such as "has ended".</summary>
    public string Fate => _pipe.Closed.IsCompleted ? _pipe.Closed.Result : "is running";

    private string Reason => _reason ?? $"The browser {Fate}.";

    /// <summary>Connects a client. Where the browser is gone, or goes meanwhile, the port is closed with the reason.</summary>
    /// <param name="receive">Takes messages for the client, on the reading thread: it must be quick.</param>
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

    /// <summary>Closes the pipe, upon which Chromium ends, and tells every client why.</summary>
    public async ValueTask CloseAsync(string reason)
    {
        if (!_pipe.Closed.IsCompleted)
        {
            _reason = reason; // a browser that has ended by itself has its own
        }

        await _pipe.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pipe.DisposeAsync();
        await _closing;
        _gone.Dispose();
    }

    /// <summary>Passes a client's command on.</summary>
    internal Task SendAsync(CdpPort port, ReadOnlyMemory<byte> message)
    {
        CdpEnvelope envelope;
        try
        {
            envelope = CdpEnvelope.Read(message.Span, CdpEnvelope.DeepestCommand);
        }
        catch (JsonException)
        {
            var problem = $"Message must be a JSON object with an integer 'id', nested at most {CdpEnvelope.DeepestCommand} levels deep.";
            port.Receive(CdpError.Reply(CdpEnvelope.IdOf(message.Span), null, CdpError.Unreadable, problem));
            return Task.CompletedTask;
        }

        if (envelope.Id is not { } clientId || envelope.Method is null)
        {
            const string problem = "Message must have an integer 'id' and a string 'method'.";
            port.Receive(CdpError.Reply(envelope.Id, envelope.SessionId, CdpError.NoCommand, problem));
            return Task.CompletedTask;
        }

        if (envelope.SessionId is { } session && (!_owners.TryGetValue(session, out var owner) || owner != port))
        {
            port.Receive(CdpError.Reply(clientId, session, CdpError.NoSession, "Session with given id not found."));
            return Task.CompletedTask;
        }

        var id = Interlocked.Increment(ref _lastId);
        var target = envelope.SessionId ?? port.RootSession;
        _pending[id] = new(port, clientId, target, null);
        return _pipe.SendAsync(CdpEnvelope.Rewrite(message.Span, id, target));
    }

    /// <summary>Forgets a client and frees what it has in the browser.</summary>
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
            // The browser is gone, and with it the session.
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

    // Runs on the thread that reads the pipe: what is wrong with one message costs that message alone.
    private void Take(ReadOnlyMemory<byte> message)
    {
        try
        {
            var envelope = CdpEnvelope.Read(message.Span);
            if (envelope.Id is { } id)
            {
                TakeReply(id, envelope.SessionId, message);
            }
            else
            {
                TakeEvent(envelope, message);
            }
        }
        catch (Exception error)
        {
            _log.LogWarning(error, "A CDP message of {Length} bytes could not be passed on", message.Length);
            if (CdpEnvelope.IdOf(message.Span) is { } id && _pending.TryRemove(id, out var call))
            {
                const string problem = "The browser's reply could not be read.";
                call.Reply?.TrySetException(new CdpException("Browser", problem));
                call.Port?.Receive(CdpError.Reply(call.Id, ForClient(call.Port, call.SessionId), CdpError.Unreadable, problem));
            }
        }
    }

    private void TakeReply(long id, string? session, ReadOnlyMemory<byte> message)
    {
        if (_pending.TryGetValue(id, out var call))
        {
            call.Reply?.TrySetResult(JsonSerializer.Deserialize<JsonElement>(message.Span, CdpEnvelope.Json));
            call.Port?.Receive(CdpEnvelope.Rewrite(message.Span, call.Id, ForClient(call.Port, session)));
            _pending.TryRemove(id, out _);
        }
    }

    private void TakeEvent(CdpEnvelope envelope, ReadOnlyMemory<byte> message)
    {
        if (envelope.SessionId is null || !_owners.TryGetValue(envelope.SessionId, out var port))
        {
            return; // the birth of a client's own root session, or news for a client that has gone
        }

        // Before the event is passed on: the client may use the new session at once.
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

    private static string? ForClient(CdpPort port, string? session) => session == port.RootSession ? null : session;

    private void CloseAll()
    {
        _gone.Cancel();
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

        _owners.Clear(); // the hub is remembered with its ended session; what clients still hold need not be
    }

    // A command on its way: a client's, under its own number, or one of the hub itself.
    private sealed record Call(CdpPort? Port, long Id, string? SessionId, TaskCompletionSource<JsonElement>? Reply);
}

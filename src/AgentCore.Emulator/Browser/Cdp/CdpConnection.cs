using System.Collections.Concurrent;
using System.Text.Json;

namespace AgentCore.Emulator.Browser.Cdp;

/// <summary>
/// The emulator's own CDP client, over any port: commands and events as objects. When the browser ends, every pending
/// command fails with the reason.
/// </summary>
internal sealed class CdpConnection : IAsyncDisposable
{
    private static readonly JsonElement NoParams = JsonSerializer.SerializeToElement(new { });
    private readonly ConcurrentDictionary<long, TaskCompletionSource<JsonElement>> _pending = new();
    private readonly Action<CdpEvent> _onEvent;
    private ICdpPort _port = null!; // set before the caller has the connection
    private long _lastId;

    private CdpConnection(Action<CdpEvent> onEvent) => _onEvent = onEvent;

    /// <summary>Completes with the reason when the browser has ended.</summary>
    public Task<string> Closed => _port.Closed;

    /// <summary>Connects to a browser.</summary>
    /// <param name="hub">The browser's hub.</param>
    /// <param name="onEvent">
    /// Receives events on the reading thread: it must be quick and must not wait for a reply. An event on which it
    /// throws is dropped.
    /// </param>
    public static Task<CdpConnection> OpenAsync(CdpHub hub, Action<CdpEvent>? onEvent = null) =>
        OpenAsync(async receive => await hub.OpenAsync(receive), onEvent);

    /// <summary>Connects through a port that the caller opens.</summary>
    /// <param name="open">Opens the port, given the handler of its messages.</param>
    /// <param name="onEvent">Receives events, as above.</param>
    public static async Task<CdpConnection> OpenAsync(
        Func<Action<ReadOnlyMemory<byte>>, Task<ICdpPort>> open, Action<CdpEvent>? onEvent = null)
    {
        var connection = new CdpConnection(onEvent ?? (_ => { }));
        connection._port = await open(connection.Receive);
        _ = connection._port.Closed.ContinueWith(closed => connection.FailAll(closed.Result), TaskScheduler.Default);
        return connection;
    }

    /// <summary>Sends a command and waits for its result.</summary>
    /// <param name="method">Name of the command.</param>
    /// <param name="parameters">An object whose members have the names of the command's parameters.</param>
    /// <param name="sessionId">The target's CDP session; null for the browser itself.</param>
    /// <exception cref="CdpException">The command failed, or the browser has ended.</exception>
    public async Task<JsonElement> SendAsync(string method, object? parameters = null, string? sessionId = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var reply = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = reply;
        if (Closed.IsCompleted)
        {
            FailAll(await Closed);
        }

        var message = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } });
        await _port.SendAsync(sessionId is null ? message : CdpEnvelope.Rewrite(message, id, sessionId));
        return CdpError.ResultOf(method, await reply.Task);
    }

    /// <summary>Disconnects from the browser.</summary>
    public ValueTask DisposeAsync() => _port.DisposeAsync();

    private void Receive(ReadOnlyMemory<byte> message)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(message.Span, CdpEnvelope.Json);
        if (json.TryGetProperty("id", out var id))
        {
            if (_pending.TryRemove(id.GetInt64(), out var reply))
            {
                reply.TrySetResult(json);
            }
        }
        else
        {
            var session = json.TryGetProperty("sessionId", out var text) ? text.GetString() : null;
            var parameters = json.TryGetProperty("params", out var value) ? value : NoParams;
            _onEvent(new(json.GetProperty("method").GetString()!, session, parameters));
        }
    }

    private void FailAll(string reason)
    {
        foreach (var (id, _) in _pending)
        {
            if (_pending.TryRemove(id, out var reply))
            {
                reply.TrySetException(new CdpException("Browser", reason));
            }
        }
    }
}

/// <summary>An event of the browser or of one of its targets.</summary>
/// <param name="Method">Name of the event, such as <c>Target.targetCreated</c>.</param>
/// <param name="SessionId">The CDP session it belongs to; null for the browser itself.</param>
/// <param name="Params">The event's parameters; an empty object when it has none.</param>
internal sealed record CdpEvent(string Method, string? SessionId, JsonElement Params);

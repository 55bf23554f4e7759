// Above 300 lines: sending, reading and closing of one connection share its state.
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using AgentCore.Errors;
using PuppeteerSharp.Transport;

namespace AgentCore.Pages.Transport;

/// <summary>
/// The one connection to a session's browser: PuppeteerSharp speaks the Chrome DevTools Protocol over it, and so do we,
/// with ids of our own, where replies are larger or deeper than PuppeteerSharp takes them.
/// </summary>
/// <remarks>
/// PuppeteerSharp drops a message that its JSON reader cannot take, and whoever waits for it waits on. Here such a
/// message becomes the error of that one call.
/// </remarks>
internal sealed class CdpTransport : IConnectionTransport
{
    /// <summary>The most that one message from the browser may have, in bytes.</summary>
    public const int MaxMessageBytes = 100 * 1024 * 1024;

    private const int MaxPuppeteerDepth = 64; // what JSON readers take unless told otherwise

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = CdpMessage.MaxDepth };
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly int _limit;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly PendingCommands _pending = new();
    private readonly OwnSessions _ownSessions = new();
    private readonly Task _reading;
    private Listener[] _listeners = [];

    /// <summary>Takes over an open socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="maxMessageBytes">The most that one message from the browser may have, in bytes.</param>
    public CdpTransport(WebSocket socket, int maxMessageBytes = MaxMessageBytes)
    {
        (_socket, _limit) = (socket, maxMessageBytes);
        _reading = Task.Run(ReadAsync);
    }

    /// <inheritdoc/>
    public event EventHandler<TransportClosedEventArgs>? Closed;

    /// <summary>Raised for each message that PuppeteerSharp can take, but for responses to our own commands.</summary>
    public event EventHandler<MessageReceivedEventArgs>? MessageReceived;

    /// <summary>
    /// Raised with the name of each command that is sent, and how long it took where that is known; on any thread.
    /// </summary>
    public event Action<string, TimeSpan?>? Called;

    /// <summary>Cancelled when nothing can be sent or received any more.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Whether nothing can be sent any more.</summary>
    public bool IsClosed => _pending.Failure is not null;

    /// <summary>Sends a command and waits for its response, of any depth.</summary>
    /// <param name="method">Its name, such as <c>Page.navigate</c>.</param>
    /// <param name="parameters">An object whose members are its parameters.</param>
    /// <param name="sessionId">The attachment it goes to; null for the browser itself.</param>
    /// <param name="cancellationToken">Ends the wait; the command itself may still be done.</param>
    /// <exception cref="CdpException">The browser responded with an error.</exception>
    /// <exception cref="AgentCoreException">
    /// The connection is closed, or was while waiting, or the response is too large.
    /// </exception>
    public async Task<JsonElement> SendAsync(
        string method, object parameters, string? sessionId, CancellationToken cancellationToken)
    {
        var (id, response) = _pending.Add();
        var clock = Stopwatch.StartNew();
        using var _ = cancellationToken.Register(() => response.TrySetCanceled(cancellationToken));
        try
        {
            var message = JsonSerializer.SerializeToUtf8Bytes(
                new CdpCommand(id, method, parameters, sessionId), CdpCommand.Format);
            await TransmitAsync(message, cancellationToken);
            var reply = await response.Task;
            return reply.TryGetProperty("error", out var error)
                ? throw new CdpException(method, error)
                : reply.GetProperty("result");
        }
        finally
        {
            _pending.Remove(id);
            Called?.Invoke(method, clock.Elapsed);
        }
    }

    /// <summary>Sends a command whose response is of no interest, also where it is an error.</summary>
    public void Post(string method, object parameters, string? sessionId) =>
        _ = SendAsync(method, parameters, sessionId, _closing.Token)
            .ContinueWith(static sent => sent.Exception, TaskScheduler.Default);

    /// <summary>Receives events until the result is disposed.</summary>
    /// <param name="wants">Whether an event is wanted, by attachment (null: the browser) and name.</param>
    /// <param name="handler">Takes an event; called on the reading thread, in order: it only takes note.</param>
    public IDisposable Listen(Func<string?, string, bool> wants, Action<CdpEvent> handler)
    {
        var listener = new Listener(wants, handler, gone => Change(listeners => [.. listeners.Where(l => l != gone)]));
        Change(listeners => [.. listeners, listener]);
        return listener;
    }

    /// <inheritdoc/>
    Task IConnectionTransport.SendAsync(byte[] message)
    {
        if (Called is { } called && CdpMessage.Read(message).Method is { } method)
        {
            called(method, null);
        }

        return TransmitAsync(message, CancellationToken.None);
    }

    /// <inheritdoc/>
    public void StopReading()
    {
        // PuppeteerSharp says so when it has closed; the socket is ours to close.
    }

    /// <summary>Closes the connection when the other side has seen its end, or within 2 seconds.</summary>
    public async Task CloseAsync(string reason)
    {
        using var limit = new CancellationTokenSource(CloseTimeout);
        try
        {
            await _sending.WaitAsync(limit.Token);
            try
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", limit.Token);
            }
            finally
            {
                _sending.Release();
            }

            await _reading.WaitAsync(limit.Token);
        }
        catch (Exception broken) when (
            broken is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It is closed anyway.
        }

        Close(reason);
    }

    /// <summary>Closes the connection; all who wait fail with the reason.</summary>
    public void Close(string reason)
    {
        var error = Failures.ConnectionFailed($"The automation connection is closed: {reason}");
        if (!_pending.Fail(error))
        {
            return;
        }

        _closing.Cancel();
        _socket.Dispose();
        Closed?.Invoke(this, new TransportClosedEventArgs(reason));
    }

    /// <inheritdoc/>
    public void Dispose() => Close("it is no longer needed");

    private void Change(Func<Listener[], Listener[]> change)
    {
        lock (_pending)
        {
            Volatile.Write(ref _listeners, change(_listeners));
        }
    }

    private async Task TransmitAsync(byte[] message, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            // Not under the caller's token: a message cut in the middle would break the connection for everybody.
            await _socket
                .SendAsync(new ArraySegment<byte>(message), WebSocketMessageType.Text, true, _closing.Token);
        }
        catch (Exception broken) when (
            broken is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            Close(broken.Message);
            throw _pending.Failure!;
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new IncomingMessage(_limit);
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), _closing.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    Close(_socket.CloseStatusDescription is { Length: > 0 } said ? said : "the other side ended it");
                    return;
                }

                message.Add(buffer.AsSpan(0, part.Count));
                if (part.EndOfMessage)
                {
                    Take(message);
                    message.Clear();
                }
            }
        }
        catch (Exception broken)
        {
            Close(broken.Message);
        }
    }

    private void Take(IncomingMessage message)
    {
        if (message.IsTooLarge)
        {
            var about = CdpMessage.Guess(message.Beginning, message.End);
            Respond(about, about.Error(TooLarge(message.Length)));
            return;
        }

        LoneSurrogates.Replace(message.Bytes);
        var read = CdpMessage.Read(message.Bytes);
        if (read.Id is null)
        {
            Raise(read, message.Bytes);
        }
        else if (read.Id >= PendingCommands.FirstId || read.Depth <= MaxPuppeteerDepth)
        {
            Respond(read, message.Bytes.ToArray());
        }
        else
        {
            Respond(read, read.Error($"The response is nested {read.Depth} deep; the limit is {MaxPuppeteerDepth}."));
        }
    }

    private string TooLarge(long length) => FormattableString.Invariant(
        $"The response has {length:N0} bytes; the connection's limit is {_limit:N0} bytes a response.");

    private void Respond(CdpMessage about, byte[] message)
    {
        if (about.Id is not { } id)
        {
            return; // an event that is too large
        }

        if (id < PendingCommands.FirstId)
        {
            MessageReceived?.Invoke(this, new MessageReceivedEventArgs(message));
            return;
        }

        _pending.Complete(id, Parse(message));
    }

    private void Raise(CdpMessage about, ReadOnlySpan<byte> message)
    {
        var method = about.Method ?? "";
        var isOwn = _ownSessions.Take(about.SessionId, method, message);
        CdpEvent? raised = null;
        foreach (var listener in Volatile.Read(ref _listeners))
        {
            if (listener.Wants(about.SessionId, method))
            {
                raised ??= new CdpEvent(
                    method,
                    about.SessionId,
                    Parse(message.ToArray()).TryGetProperty("params", out var parameters) ? parameters : default,
                    isOwn);
                listener.Handle(raised);
            }
        }

        if (!isOwn && about.Depth <= MaxPuppeteerDepth)
        {
            MessageReceived?.Invoke(this, new MessageReceivedEventArgs(message.ToArray()));
        }
    }

    private static JsonElement Parse(byte[] message)
    {
        using var json = JsonDocument.Parse(message, Reading);
        return json.RootElement.Clone();
    }

    private sealed class Listener(Func<string?, string, bool> wants, Action<CdpEvent> handler, Action<Listener> end)
        : IDisposable
    {
        public bool Wants(string? sessionId, string method) => wants(sessionId, method);

        public void Handle(CdpEvent raised) => handler(raised);

        public void Dispose() => end(this);
    }
}

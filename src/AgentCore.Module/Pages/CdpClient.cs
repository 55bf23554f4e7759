using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentCore.Errors;

namespace AgentCore.Pages;

/// <summary>Speaks the Chrome DevTools Protocol over one WebSocket; any number of callers share it.</summary>
internal sealed class CdpClient : IDisposable
{
    // A document tree or a script's result may be nested deeply.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 10_000 };

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _waiting = [];
    private readonly Task _reading;
    private int _lastId;
    private Exception? _closed;

    /// <summary>Takes over an open socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="pages">What former connections to the browser remembered; null for the first.</param>
    public CdpClient(WebSocket socket, KnownPages? pages = null)
    {
        _socket = socket;
        Pages = pages ?? new KnownPages();
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Raised for every event, in order, on the reading thread: handlers only take note.</summary>
    public event Action<CdpEvent>? Received;

    /// <summary>What is remembered about the browser's pages.</summary>
    public KnownPages Pages { get; }

    /// <summary>Cancelled when nothing can be sent or heard any more.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Whether nothing can be sent any more.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) is not null;

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="method">Its name, such as <c>Page.navigate</c>.</param>
    /// <param name="parameters">An object whose members are its parameters.</param>
    /// <param name="sessionId">The attachment it goes to; null for the browser itself.</param>
    /// <param name="cancellationToken">Ends the wait; the command itself may still be done.</param>
    /// <exception cref="CdpRefusal">The browser refused.</exception>
    /// <exception cref="AgentCoreException">The connection is closed, or was while waiting.</exception>
    public async Task<JsonElement> SendAsync(
        string method, object parameters, string? sessionId, CancellationToken cancellationToken)
    {
        var (id, answer) = Enlist();
        using var _ = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
        try
        {
            var message = JsonSerializer.SerializeToUtf8Bytes(
                new CdpCommand(id, method, parameters, sessionId), CdpCommand.Format);
            await TransmitAsync(message, cancellationToken);
            var reply = await answer.Task;
            return reply.TryGetProperty("error", out var error)
                ? throw new CdpRefusal(method, error)
                : reply.GetProperty("result");
        }
        finally
        {
            lock (_waiting)
            {
                _waiting.Remove(id);
            }
        }
    }

    /// <summary>Sends a command whose answer is of no interest, also where it is a refusal.</summary>
    public void Post(string method, object parameters, string? sessionId) =>
        _ = SendAsync(method, parameters, sessionId, _closing.Token)
            .ContinueWith(static sent => sent.Exception, TaskScheduler.Default);

    /// <summary>Hears events until the result is disposed.</summary>
    /// <param name="from">Whether those of an attachment are wanted; it is null for the browser itself.</param>
    /// <param name="heard">Takes an event; called on the reading thread.</param>
    public IDisposable Listen(Func<string?, bool> from, Action<CdpEvent> heard)
    {
        void Filter(CdpEvent said)
        {
            if (from(said.SessionId))
            {
                heard(said);
            }
        }

        Received += Filter;
        return new Ending(() => Received -= Filter);
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
    public void Close(string reason) =>
        Close(Failures.ConnectionFailed($"The automation connection is closed: {reason}"));

    /// <inheritdoc/>
    public void Dispose() => Close("it was put away");

    private void Close(Exception reason)
    {
        TaskCompletionSource<JsonElement>[] left;
        lock (_waiting)
        {
            if (_closed is not null)
            {
                return;
            }

            _closed = reason;
            left = [.. _waiting.Values];
        }

        foreach (var waiting in left)
        {
            waiting.TrySetException(reason);
        }

        _closing.Cancel();
        _socket.Dispose();
    }

    private (int Id, TaskCompletionSource<JsonElement> Answer) Enlist()
    {
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            if (_closed is { } reason)
            {
                throw reason;
            }

            _waiting.Add(++_lastId, answer);
            return (_lastId, answer);
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
            throw _closed!;
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
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

                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                {
                    continue;
                }

                Take(message);
                message.SetLength(0);
            }
        }
        catch (Exception broken)
        {
            Close(broken.Message);
        }
    }

    private void Take(MemoryStream message)
    {
        LoneSurrogates.Replace(message.GetBuffer().AsSpan(0, (int)message.Length));
        using var json = JsonDocument.Parse(
            new ReadOnlyMemory<byte>(message.GetBuffer(), 0, (int)message.Length), Reading);
        var root = json.RootElement.Clone();
        if (root.TryGetProperty("id", out var id))
        {
            TaskCompletionSource<JsonElement>? answer;
            lock (_waiting)
            {
                _waiting.TryGetValue(id.GetInt32(), out answer);
            }

            answer?.TrySetResult(root);
        }
        else if (root.TryGetProperty("method", out var method))
        {
            var session = root.TryGetProperty("sessionId", out var text) ? text.GetString() : null;
            var parameters = root.TryGetProperty("params", out var said) ? said : default;
            Received?.Invoke(new CdpEvent(method.GetString()!, session, parameters));
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>A command as it goes over the wire.</summary>
internal sealed record CdpCommand(int Id, string Method, object Params, string? SessionId)
{
    public static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

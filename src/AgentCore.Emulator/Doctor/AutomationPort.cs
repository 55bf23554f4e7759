using System.Net.WebSockets;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Doctor;

/// <summary>The automation stream of a session as any client has it: CDP over a signed WebSocket.</summary>
internal sealed class AutomationPort : ICdpPort
{
    private readonly ClientWebSocket _socket;
    private readonly CancellationTokenSource _disposed = new();
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AutomationPort(ClientWebSocket socket) => _socket = socket;

    /// <inheritdoc/>
    public Task<string> Closed => _closed.Task;

    /// <summary>Connects.</summary>
    /// <param name="socket">A socket with the signature of the request; the port disposes of it.</param>
    /// <param name="endpoint">Address of the stream.</param>
    /// <param name="receive">Takes the messages.</param>
    /// <param name="cancellationToken">Ends the connecting.</param>
    public static async Task<AutomationPort> ConnectAsync(
        ClientWebSocket socket,
        Uri endpoint,
        Action<ReadOnlyMemory<byte>> receive,
        CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var port = new AutomationPort(socket);
        _ = port.ReadAsync(receive);
        return port;
    }

    /// <inheritdoc/>
    public Task SendAsync(ReadOnlyMemory<byte> message) =>
        _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _disposed.Token).AsTask();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await Closed;
        _socket.Dispose();
        _disposed.Dispose();
    }

    private async Task ReadAsync(Action<ReadOnlyMemory<byte>> receive)
    {
        try
        {
            while (await WebSockets.ReadMessageAsync(_socket, _disposed.Token) is { } message)
            {
                receive(message);
            }

            _closed.TrySetResult($"The stream was closed: {_socket.CloseStatusDescription ?? "without a reason"}.");
        }
        catch (OperationCanceledException)
        {
            _closed.TrySetResult("The client has disconnected.");
        }
        catch (Exception error)
        {
            _closed.TrySetResult($"A message of the stream cannot be read: {error.Message}");
        }
    }
}

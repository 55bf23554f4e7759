using System.Net.WebSockets;
using System.Text;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http.Faults;

namespace AgentCore.Emulator.Http;

/// <summary>Accepts, reads and closes the WebSockets of the emulator.</summary>
internal static class WebSockets
{
    private const int LongestMessage = 256 * 1024 * 1024;
    private const int LongestReason = 123; // bytes, RFC 6455
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(2);

    /// <summary>The options that disconnect clients which have vanished.</summary>
    public static WebSocketOptions OptionsFor(StreamKeepAlive keepAlive)
    {
        var options = new WebSocketOptions { KeepAliveInterval = keepAlive.Interval };

        // .NET 9 and later wait for the response to a ping. The emulator is built for .NET 8 and runs on any later one.
        typeof(WebSocketOptions).GetProperty("KeepAliveTimeout")?.SetValue(options, keepAlive.Timeout);
        return options;
    }

    /// <summary>Accepts the upgrade.</summary>
    /// <exception cref="ServiceException">The request is not a WebSocket upgrade.</exception>
    public static Task<WebSocket> AcceptAsync(HttpContext http, string? subProtocol = null)
    {
        Task<WebSocket> Accept() => http.WebSockets.AcceptWebSocketAsync(subProtocol);
        if (http.WebSockets.IsWebSocketRequest)
        {
            return http.Features.Get<ConnectionCut>() is { } cut ? cut.AcceptAsync(Accept) : Accept();
        }

        throw ServiceErrors.CannotParse("This address is a WebSocket. Connect to it with a WebSocket client.");
    }

    /// <summary>The next whole message; null when the other side has closed the connection or is gone.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadMessageAsync(
        WebSocket socket, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (message.Length <= LongestMessage)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    return message.ToArray();
                }
            }

            await socket.CloseOutputAsync(
                WebSocketCloseStatus.MessageTooBig,
                $"A message may have at most {LongestMessage} bytes.",
                cancellationToken);
        }
        catch (WebSocketException)
        {
            // The other side is gone without a close frame, which counts as closed.
        }

        return null;
    }

    /// <summary>
    /// Closes with a reason that the other side can show, and waits a short time for its close frame.
    /// </summary>
    /// <param name="socket">The socket.</param>
    /// <param name="status">Close code.</param>
    /// <param name="reason">The reason; shortened to what fits in a close frame.</param>
    /// <param name="receiving">The task that reads the socket: only one may, and it receives the close frame.</param>
    public static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, string reason, Task receiving)
    {
        using var limit = new CancellationTokenSource(CloseGrace);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, Shorten(reason), limit.Token);
                await receiving.WaitAsync(limit.Token);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
    }

    private static string Shorten(string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(reason);
        var end = Math.Min(bytes.Length, LongestReason);
        while (end < bytes.Length && (bytes[end] & 0xC0) == 0x80)
        {
            end--; // within a character
        }

        return Encoding.UTF8.GetString(bytes, 0, end);
    }
}

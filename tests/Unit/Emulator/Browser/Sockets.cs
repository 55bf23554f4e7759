using System.Net.WebSockets;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>Reads whole messages from a WebSocket.</summary>
internal static class Sockets
{
    /// <summary>The next message, of either type.</summary>
    public static async Task<(WebSocketMessageType Type, byte[] Bytes)> ReadAsync(WebSocket socket)
    {
        // A message that never comes fails the test instead of stopping the whole run.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close)
            {
                return (part.MessageType, message.ToArray());
            }
        }
    }

    /// <summary>Reads until the other side closes; returns code and reason.</summary>
    public static async Task<(int Code, string? Reason)> ReadToCloseAsync(WebSocket socket)
    {
        while ((await ReadAsync(socket)).Type != WebSocketMessageType.Close)
        {
            // Only the end matters.
        }

        return ((int)socket.CloseStatus!, socket.CloseStatusDescription);
    }
}

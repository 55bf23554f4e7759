using System.Net.WebSockets;
using AgentCore.Service;

namespace AgentCore.Pages;

/// <summary>Opens the automation WebSocket of a browser session with signed headers.</summary>
internal static class AutomationConnector
{
    /// <exception cref="WebSocketException">It was refused, or cannot be reached.</exception>
    public static async Task<CdpClient> OpenAsync(Connection connection, BrowserSession session, CancellationToken cancellationToken)
    {
        var stream = await connection.SignAutomationAsync(session);
        var url = new Uri(stream.Url);
        var socket = new ClientWebSocket();
        try
        {
            foreach (var header in stream.Headers)
            {
                socket.Options.SetRequestHeader(header.Key, header.Value);
            }

            // No proxy can reach this machine's loopback, and few environments say so in NO_PROXY.
            if (url.IsLoopback)
            {
                socket.Options.Proxy = null;
            }

            await socket.ConnectAsync(url, cancellationToken);
            return new CdpClient(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

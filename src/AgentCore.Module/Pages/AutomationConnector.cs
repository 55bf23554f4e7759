using System.Net.WebSockets;
using AgentCore.Client.Signing;
using AgentCore.Service;

namespace AgentCore.Pages;

/// <summary>Opens the automation WebSocket of a browser session with signed headers.</summary>
internal static class AutomationConnector
{
    /// <exception cref="WebSocketException">It was refused, or cannot be reached.</exception>
    public static async Task<CdpClient> OpenAsync(Connection connection, BrowserSession session, CancellationToken cancellationToken)
    {
        var signer = await SignerAsync(connection);
        var stream = signer.SignAutomation(session.BrowserIdentifier, session.SessionId);
        var socket = new ClientWebSocket();
        try
        {
            foreach (var header in stream.Headers.Where(header => header.Key != "host"))
            {
                socket.Options.SetRequestHeader(header.Key, header.Value);
            }

            // No proxy can reach this machine's loopback, and few environments say so in NO_PROXY.
            if (stream.Url.IsLoopback)
            {
                socket.Options.Proxy = null;
            }

            await socket.ConnectAsync(stream.Url, cancellationToken);
            return new CdpClient(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What signs the streams of sessions that this connection leads to.</summary>
    public static async Task<BrowserStreamSigner> SignerAsync(Connection connection) =>
        new(
            await connection.Credentials.GetCredentialsAsync(),
            connection.Region,
            connection.Endpoint);
}

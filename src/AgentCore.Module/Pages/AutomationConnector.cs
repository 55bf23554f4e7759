using System.Net.WebSockets;
using AgentCore.Pages.Downloads;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Logs;
using AgentCore.Pages.Transport;
using AgentCore.Service;

namespace AgentCore.Pages;

/// <summary>Opens the automation WebSocket of a browser session with signed headers.</summary>
internal static class AutomationConnector
{
    /// <exception cref="WebSocketException">It was rejected, or cannot be reached.</exception>
    public static async Task<SessionBrowser> OpenAsync(
        Connection connection, BrowserSession session, SessionMemory memory, CancellationToken cancellationToken)
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

            connection.Prepare(socket.Options, url);
            await socket.ConnectAsync(url, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        IBrowserFeature[] features =
        [
            new TabList(), new Dialogs(), new PendingNavigations(), new FrameAttachments(), new PageLog(),
            new DownloadWatch(),
        ];
        var browser = new SessionBrowser(new CdpTransport(socket), memory, features);
        try
        {
            await browser.ConnectAsync(cancellationToken);
            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }
}

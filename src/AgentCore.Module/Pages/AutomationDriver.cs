using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Pages;

/// <summary>
/// Runs work over the automation connection that is kept for a session, and explains why that is not possible.
/// </summary>
internal sealed class AutomationDriver(AutomationPool pool, Connection connection, ICallLog log)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(10);

    /// <exception cref="AgentCoreException">The session is gone, has ended, or its automation is disabled.</exception>
    public async Task<T> RunAsync<T>(
        BrowserSession session, Func<CdpClient, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        CdpClient? client = null;
        try
        {
            client = await pool.GetAsync(session, token => OpenAsync(session, token), cancellationToken);
            return await work(client, cancellationToken);
        }
        catch (Exception broken) when (Broke(client, broken) && !cancellationToken.IsCancellationRequested)
        {
            throw await ExplainAsync(session, broken, cancellationToken);
        }
        catch (CdpRefusal failure)
        {
            throw failure.ToError();
        }
    }

    /// <summary>Runs work on the session's page, whose dialogs are dismissed with a warning meanwhile.</summary>
    /// <exception cref="AgentCoreException">The session is gone, has ended, or its automation is disabled.</exception>
    public Task<T> RunAsync<T>(
        BrowserSession session,
        Func<AttachedPage, CancellationToken, Task<T>> work,
        Action<string> warn,
        CancellationToken cancellationToken) =>
        RunAsync(
            session,
            async (client, token) =>
            {
                using var page = await AttachedPage.AttachAsync(client, warn, token);
                try
                {
                    return await work(page, token);
                }
                finally
                {
                    await page.DetachAsync();
                }
            },
            cancellationToken);

    // Right after its start a session may not be known where its streams are served.
    private async Task<CdpClient> OpenAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        for (var delay = PollingBackoff.First; ; delay = PollingBackoff.After(delay))
        {
            try
            {
                return await AutomationConnector.OpenAsync(connection, session, cancellationToken);
            }
            catch (WebSocketException unknown) when (IsNotFound(unknown) && clock.Elapsed < LongestStart)
            {
                if (!await IsReadyAsync(session, cancellationToken))
                {
                    throw;
                }

                log.Verbose(
                    $"The automation of browser session {session.SessionId} is not ready yet: {unknown.Message}");
            }

            await Task.Delay(delay, cancellationToken);
        }
    }

    private static bool IsNotFound(WebSocketException error) =>
        error.Message.Contains("'404'", StringComparison.Ordinal)
            || error.InnerException is WebException
            {
                Response: HttpWebResponse { StatusCode: HttpStatusCode.NotFound },
            };

    private async Task<bool> IsReadyAsync(BrowserSession session, CancellationToken cancellationToken) =>
        await connection.GetBrowserSessionAsync(log, session.BrowserIdentifier, session.SessionId, cancellationToken)
            is { Status: "READY", AutomationStreamStatus: not "DISABLED" };

    private static bool Broke(CdpClient? client, Exception error) =>
        client is null ? error is WebSocketException : client.IsClosed;

    // A WebSocket that was rejected or broke gives no reason; the session's state does.
    private async Task<AgentCoreException> ExplainAsync(
        BrowserSession session, Exception broken, CancellationToken cancellationToken)
    {
        var now = await connection
            .GetBrowserSessionAsync(log, session.BrowserIdentifier, session.SessionId, cancellationToken);
        return now switch
        {
            { Status: "TERMINATED" } => BrowserStreams.Ended(session),
            { AutomationStreamStatus: "DISABLED" } => BrowserStreams.AutomationIsDisabled(session),
            _ => Failures.ConnectionFailed(
                $"The automation connection to browser session {session.SessionId} failed: {broken.Message}", broken),
        };
    }
}

/// <summary>Opens the automation WebSocket of a browser session with signed headers.</summary>
internal static class AutomationConnector
{
    /// <exception cref="WebSocketException">It was rejected, or cannot be reached.</exception>
    public static async Task<CdpClient> OpenAsync(
        Connection connection, BrowserSession session, CancellationToken cancellationToken)
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

using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Pages;

/// <summary>
/// Runs work over the automation stream that the process holds for a session, and explains why that is not possible.
/// </summary>
internal sealed class AutomationDriver(AutomationPool pool, Connection connection, ICallLog log)
{
    // Right after its start a session may not be known where its streams are served.
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(10);

    // Another PowerShell that is done with the session lets its stream go only when that has been idle for a while.
    private static readonly TimeSpan LongestInUse = AutomationPool.DefaultIdleTime + TimeSpan.FromSeconds(3);

    /// <exception cref="AgentCoreException">The session is gone, has ended, or its automation is disabled.</exception>
    public async Task<T> RunAsync<T>(
        BrowserSession session, Func<CdpClient, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        CdpClient? client = null;
        try
        {
            using var lease = await pool.RentAsync(
                session, (pages, token) => OpenAsync(session, pages, token), cancellationToken);
            client = lease.Client;
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

    private async Task<CdpClient> OpenAsync(
        BrowserSession session, KnownPages pages, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        for (var delay = PollingBackoff.First; ; delay = PollingBackoff.After(delay))
        {
            try
            {
                return await AutomationConnector.OpenAsync(connection, session, pages, cancellationToken);
            }
            catch (WebSocketException refused) when (clock.Elapsed < LongestRetry(refused))
            {
                if (!await IsReadyAsync(session, cancellationToken))
                {
                    throw;
                }

                log.Verbose(
                    $"The automation of browser session {session.SessionId} is not available yet: {refused.Message}");
            }

            await Task.Delay(delay, cancellationToken);
        }
    }

    private static TimeSpan LongestRetry(WebSocketException refused) => StatusOf(refused) switch
    {
        404 => LongestStart,
        var status when IsInUse(status) => LongestInUse,
        _ => TimeSpan.Zero,
    };

    // A quota that is used up, a conflict, or too many requests: which of them the service chooses is not known.
    private static bool IsInUse(int? status) => status is 402 or 409 or 429;

    // A WebSocket tells its HTTP status in its message alone, that of Windows PowerShell in the inner exception.
    private static int? StatusOf(Exception error) =>
        error.InnerException is WebException { Response: HttpWebResponse response } ? (int)response.StatusCode
        : Regex.Match(error.Message, "'([0-9]{3})'") is { Success: true } status
            ? int.Parse(status.Groups[1].Value, CultureInfo.InvariantCulture)
        : null;

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
            _ when IsInUse(StatusOf(broken)) => InUse(session, broken),
            _ => Failures.ConnectionFailed(
                $"The automation connection to browser session {session.SessionId} failed: {broken.Message}", broken),
        };
    }

    private static AgentCoreException InUse(BrowserSession session, Exception refused) => new(
        "AutomationStreamInUse",
        ErrorCategory.ResourceBusy,
        $"The automation stream of browser session {session.SessionId} is in use. A session has one, and another "
            + $"program holds it, such as another PowerShell or Playwright: {refused.Message}",
        refused)
    {
        RecommendedAction = "Close that program, or disconnect it: Set-ACBrowserStream -StreamStatus DISABLED, then "
            + "ENABLED.",
    };
}

/// <summary>Opens the automation WebSocket of a browser session with signed headers.</summary>
internal static class AutomationConnector
{
    /// <exception cref="WebSocketException">It was rejected, or cannot be reached.</exception>
    public static async Task<CdpClient> OpenAsync(
        Connection connection, BrowserSession session, KnownPages pages, CancellationToken cancellationToken)
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
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var client = new CdpClient(socket, pages);
        try
        {
            await pages.RestoreAsync(client, cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;
using AgentCore.Service;
using PuppeteerSharp;

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

    /// <summary>Does something with the session's browser.</summary>
    /// <exception cref="AgentCoreException">
    /// Time is up, or the session is gone, has ended, or its automation is disabled.
    /// </exception>
    public async Task<T> RunAsync<T>(
        BrowserSession session,
        PageTask task,
        Func<SessionBrowser, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        SessionBrowser? browser = null;
        try
        {
            return await TimeLimit.WithinAsync(task.TimeoutSeconds, task.Doing, WorkAsync, cancellationToken);
        }
        catch (Exception broken) when (Broke(browser, broken) && !cancellationToken.IsCancellationRequested)
        {
            throw await ExplainAsync(session, broken, cancellationToken);
        }
        catch (CdpException failure)
        {
            throw failure.ToError();
        }
        catch (PuppeteerException failure)
        {
            throw new AgentCoreException(
                "BrowserError", ErrorCategory.InvalidOperation, $"{task.Doing} failed: {failure.Message}", failure);
        }

        async Task<T> WorkAsync(CancellationToken cancellationToken)
        {
            using var lease = await pool.RentAsync(
                session, (memory, token) => OpenAsync(session, memory, token), cancellationToken);
            browser = lease.Browser;
            browser.Memory.DialogAction = task.DialogAction ?? browser.Memory.DialogAction;
            foreach (var warning in browser.Memory.TakeWarnings())
            {
                task.Warn(warning);
            }

            if (task.Trace is null)
            {
                return await work(browser, cancellationToken);
            }

            browser.Transport.Called += Trace;
            try
            {
                return await work(browser, cancellationToken);
            }
            finally
            {
                browser.Transport.Called -= Trace;
            }
        }

        void Trace(string method, TimeSpan? time) => task.Trace!(string.Format(
            CultureInfo.InvariantCulture, "{0} in session {1}{2}", method, session.SessionId, time is { } taken
                ? $": {taken.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms"
                : ""));
    }

    /// <summary>Does something with a tab of the session's browser.</summary>
    /// <inheritdoc cref="RunAsync{T}"/>
    public async Task<T> RunOnTabAsync<T>(
        BrowserSession session,
        PageTask task,
        Func<Tab, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        using var probe = new ResponseProbe(task.TimeoutSeconds);
        try
        {
            return await RunAsync(session, task, WorkAsync, cancellationToken);
        }
        catch (AgentCoreException late) when (late.Category == ErrorCategory.OperationTimeout
            && probe.PendingAddress is { } address)
        {
            throw Failures.Timeout(
                $"{late.Message} There is no response for '{PageAddress.Shown(address)}' yet.", late);
        }
        catch (AgentCoreException late) when (late.Category == ErrorCategory.OperationTimeout && probe.IsStuck)
        {
            throw Failures.Timeout(
                $"{late.Message} The page does not respond: one of its scripts does not end. "
                    + "Open-ACBrowserPage takes another page in its place.",
                late);
        }

        async Task<T> WorkAsync(SessionBrowser browser, CancellationToken cancellationToken)
        {
            var user = new TabUser(task.Warn, task.AskAsync, (accept, ct) => PressAsync(session, accept, ct));
            var dialogs = browser.Memory.Get<DialogState>();
            dialogs.Enter(user);
            try
            {
                await Dialogs.AnswerWaitingAsync(browser, user);
                var target = task.NewTab ? await browser.OpenTabAsync(cancellationToken)
                    : task.WaitsForTab
                        ? await TabChoice.WaitAsync(browser, task.Tab!, task.TimeoutSeconds, cancellationToken)
                        : await browser.FindTabAsync(task.Tab, cancellationToken);
                if (task.ReplacesStuckPage
                    && !await PageOpening.IsUsableAsync(browser, target, user, cancellationToken))
                {
                    target = await browser.ReplaceTabAsync(target, cancellationToken);
                    task.Warn("The open page stopped responding; it was closed and a new one was opened.");
                }

                using var tab = await Tab.OpenAsync(browser, target, user, cancellationToken);
                probe.Watch(tab);
                return await work(tab, cancellationToken);
            }
            finally
            {
                dialogs.Leave(user);
            }
        }
    }

    private async Task PressAsync(BrowserSession session, bool accept, CancellationToken cancellationToken)
    {
        var key = accept ? "Enter" : "Escape";
        await BrowserActionCall.Press(key, null).InvokeAsync(connection, log, session, key, cancellationToken);
    }

    private async Task<SessionBrowser> OpenAsync(
        BrowserSession session, SessionMemory memory, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        for (var delay = PollingBackoff.First; ; delay = PollingBackoff.After(delay))
        {
            try
            {
                return await AutomationConnector.OpenAsync(connection, session, memory, cancellationToken);
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

    private static bool Broke(SessionBrowser? browser, Exception error) =>
        browser is null ? error is WebSocketException or PuppeteerException
            : browser.IsClosed && error is not AgentCoreException { Category: ErrorCategory.OperationTimeout };

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
                $"The automation connection to browser session {session.SessionId}"
                    + $"{connection.WayTo(connection.Endpoint)} failed: {broken.Message}",
                broken),
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

/// <summary>Finds out, shortly before time is up, whether it is the page that does not respond.</summary>
internal sealed class ResponseProbe : IDisposable
{
    private static readonly TimeSpan BeforeTheEnd = TimeSpan.FromMilliseconds(700);

    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource<Tab> _tab = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ResponseProbe(int seconds) => _ = ProbeAsync(TimeSpan.FromSeconds(seconds) - BeforeTheEnd);

    /// <summary>Whether the page did not respond; also where it never came so far as to be driven.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>The address that no server had responded for; null where the page was on the way to none.</summary>
    public string? PendingAddress { get; private set; }

    public void Watch(Tab tab) => _tab.TrySetResult(tab);

    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
    }

    private async Task ProbeAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _over.Token);
            PendingAddress = _tab.Task.IsCompleted ? _tab.Task.Result.PendingAddress : null;
            IsStuck = !_tab.Task.IsCompleted || !await _tab.Task.Result.IsRespondingAsync();
        }
        catch (OperationCanceledException)
        {
            // The work is done in time.
        }
    }
}

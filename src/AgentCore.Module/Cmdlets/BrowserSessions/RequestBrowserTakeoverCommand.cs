using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Formatting;
using AgentCore.Pages.Viewer;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>
/// Request-ACBrowserTakeover: hands a browser session to a person, such as for a sign-in. Stands for the API
/// operation UpdateBrowserStream, twice.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Request, "ACBrowserTakeover", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserTakeover), typeof(LiveView))]
public sealed class RequestBrowserTakeoverCommand : LiveViewCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>What the person is asked to do; stands above the view.</summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Message { get; set; } = "Please take over this browser. Press Done when you have finished.";

    /// <summary>How long to wait for the person at most, in seconds, 1 to 28800; 600 unless given.</summary>
    [Parameter]
    [AllowedRange(1, 28800)]
    public int TimeoutSeconds { get; set; } = 600;

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var connection = Connect(session);
        var now = await connection.CheckAsync(this, session, needsAutomation: false, cancellationToken);
        if (!await ConfirmAsync(session.SessionId, "Cut automation off and hand the browser to a person"))
        {
            return;
        }

        var browser = FindBrowser();
        var source = SourceOf(connection, now);
        using var viewer = LiveViewer.Start(source, new ViewerPage(Message));
        var clock = Stopwatch.StartNew();
        TakeoverOutcome outcome;
        var pause = new AutomationPause(connection, this, now);
        try
        {
            await pause.BeginAsync(cancellationToken);
            await ShowAsync(browser, session, viewer.Url, cancellationToken);
            outcome = await WaitAsync(viewer, source, clock, cancellationToken);
        }
        finally
        {
            await GiveBackAsync(pause, session);
        }

        await WriteAsync(new BrowserTakeover(session, outcome, Message, clock.Elapsed));
    }

    private async Task<TakeoverOutcome> WaitAsync(
        LiveViewer viewer, LiveViewSource source, Stopwatch clock, CancellationToken cancellationToken)
    {
        try
        {
            while (!viewer.Done.IsCompleted)
            {
                var left = TimeoutSeconds - clock.Elapsed.TotalSeconds;
                if (left <= 0)
                {
                    return TakeoverOutcome.TimedOut;
                }

                if (await source.EndReasonAsync().WaitAsync(cancellationToken) is { } ended)
                {
                    throw ended;
                }

                Progress(Bar(clock.Elapsed.TotalSeconds, ProgressRecordType.Processing));
                await Task.WhenAny(
                    viewer.Done,
                    Task.Delay(TimeSpan.FromSeconds(Math.Min(left, Look.TotalSeconds)), cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }

            return TakeoverOutcome.Done;
        }
        finally
        {
            Progress(Bar(clock.Elapsed.TotalSeconds, ProgressRecordType.Completed));
        }
    }

    private ProgressRecord Bar(double passed, ProgressRecordType type) =>
        new(1, "Waiting for a person to press Done", string.Format(
            CultureInfo.InvariantCulture, "{0} ({1:0} of {2} s)", ViewText.FirstLine(Message), passed, TimeoutSeconds))
        {
            PercentComplete = Math.Min(100, (int)(100 * passed / TimeoutSeconds)),
            RecordType = type,
        };

    private async Task GiveBackAsync(AutomationPause pause, BrowserSession session)
    {
        try
        {
            await pause.EndAsync();
        }
        catch (AgentCoreException failed)
        {
            await FailAsync(failed, session.SessionId);
        }
    }
}

/// <summary>Cuts programs off from a session for a while, and lets them in again whatever happens meanwhile.</summary>
internal sealed class AutomationPause(Connection connection, ICallLog log, BrowserSession session)
{
    private const string Reason = "the session was handed to a person";

    private Task? _off;

    /// <summary>Cuts them off.</summary>
    /// <remarks>
    /// The call itself is never cancelled: one that is still on its way could arrive after its opposite.
    /// </remarks>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var off = connection.SetAutomationAsync(
            log, session, "DISABLED", clientToken: null, Reason, CancellationToken.None);
        _off = off;
        await off.WaitAsync(cancellationToken);
    }

    /// <summary>Lets them in again, unless the session has ended, or they were never cut off.</summary>
    /// <exception cref="AgentCoreException">It could not be done; the message says what to do.</exception>
    public async Task EndAsync()
    {
        if (_off is null)
        {
            return;
        }

        try
        {
            await _off;
        }
        catch (AgentCoreException)
        {
            // Refused, or lost on the way back: then it may have been done.
        }

        try
        {
            await connection.SetAutomationAsync(
                log, session, "ENABLED", clientToken: null, Reason, CancellationToken.None);
        }
        catch (AgentCoreException gone) when (gone.Category is ErrorCategory.ObjectNotFound)
        {
            log.Verbose($"The session is gone: {gone.Message}");
        }
        catch (AgentCoreException failed)
        {
            if (await HasEndedAsync())
            {
                return;
            }

            throw new AgentCoreException(
                failed.ErrorCode, failed.Category,
                $"The automation of browser session {session.SessionId} could not be given back: {failed.Message}",
                failed)
            {
                RecommendedAction = "Try again: Set-ACBrowserStream -StreamStatus ENABLED.",
            };
        }
    }

    private async Task<bool> HasEndedAsync()
    {
        try
        {
            await connection.CheckAsync(log, session, needsAutomation: false, CancellationToken.None);
            return false;
        }
        catch (AgentCoreException ended)
        {
            return ended.Category is ErrorCategory.InvalidOperation or ErrorCategory.ObjectNotFound;
        }
    }
}

using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Logs;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Get-ACBrowserLog: what the pages of a browser session logged, failed with and requested.</summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserLog", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserLogEntry))]
public sealed class GetBrowserLogCommand : BrowserPageCommand
{
    private bool _isFollowing;

    /// <summary>Console, Error (of scripts, which nothing caught) or Request; all unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public BrowserLogKind[]? Kind { get; set; }

    /// <summary>
    /// Debug, Info, Warning or Error; all unless given. A request has Error where it failed or its status is 400 or
    /// more, else Info.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public BrowserLogLevel[]? Level { get; set; }

    /// <summary>What the address of the request, or of the script that logged, is like; with wildcards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? Url { get; set; }

    /// <summary>
    /// The tab that is meant: its id, which may be that of a closed one, or what its address is like, with wildcards.
    /// All tabs unless given.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public override string? Tab { get; set; }

    /// <summary>Leaves out what happened before, by the clock of the browser.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>How many entries to write, of those that match; the last ones. 0 to 10,000.</summary>
    [Parameter]
    [AllowedRange(0, LogState.MaxEntries)]
    public int? Last { get; set; }

    /// <summary>
    /// Goes on with what happens from now on, until Ctrl+C or the end of the session; for -TimeoutSeconds where that
    /// is given.
    /// </summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        if (!Follow)
        {
            var entries = await OnBrowserAsync(
                session, "Reading the log", (browser, limit) => ReadAsync(browser, session, limit), cancellationToken);
            await WriteAsync(entries, session);
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSeconds)))
        {
            limit.CancelAfter(TimeSpan.FromSeconds(TimeoutSeconds));
        }

        try
        {
            await OnBrowserWithoutEndAsync(
                session, "Following the log", (browser, token) => FollowAsync(browser, session, token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It was followed for as long as it was to be.
        }
        catch (AgentCoreException ended) when (ended.Category == ErrorCategory.ObjectNotFound && _isFollowing)
        {
            Verbose(ended.Message);
        }
    }

    private async Task<BrowserLogEntry[]> ReadAsync(
        SessionBrowser browser, BrowserSession session, CancellationToken cancellationToken)
    {
        var reader = new LogReader(browser, await FilterAsync(browser, session, cancellationToken));
        var entries = await reader.ReadAsync(withOpen: true, cancellationToken);
        if (reader.Dropped > 0)
        {
            Verbose($"{reader.Dropped} older entries are gone: a session's log keeps {LogState.MaxEntries} at most.");
        }

        return entries;
    }

    private async Task<bool> FollowAsync(
        SessionBrowser browser, BrowserSession session, CancellationToken cancellationToken)
    {
        var reader = new LogReader(browser, await FilterAsync(browser, session, cancellationToken));
        await WriteAsync(await reader.ReadAsync(withOpen: false, cancellationToken), session);
        _isFollowing = true;
        while (true)
        {
            await WriteAllAsync([.. (await reader.NextAsync(cancellationToken)).Select(entry => entry.Of(session))]);
        }
    }

    private Task WriteAsync(BrowserLogEntry[] entries, BrowserSession session) => WriteAllAsync(
    [
        .. entries.Skip(Last is { } last ? Math.Max(0, entries.Length - last) : 0).Select(entry => entry.Of(session)),
    ]);

    private async Task<LogFilter> FilterAsync(
        SessionBrowser browser, BrowserSession session, CancellationToken cancellationToken)
    {
        var tab = TabOf(session);
        return new LogFilter
        {
            Kinds = Kind,
            Levels = Level,
            Url = Url is null ? null : WildcardPattern.Get(Url, WildcardOptions.IgnoreCase),
            TabId = tab is null || browser.Memory.Get<LogState>().Has(tab)
                ? tab
                : (await browser.FindTabAsync(tab, cancellationToken)).TargetId,
            Since = Since,
        };
    }
}

using System.Management.Automation;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Logs;

/// <summary>Reads the log of a session.</summary>
/// <param name="browser">The session's browser.</param>
/// <param name="filter">Which entries are wanted.</param>
internal sealed class LogReader(SessionBrowser browser, LogFilter filter)
{
    // A page that hangs says nothing more.
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(1);

    private readonly LogState _state = browser.Memory.Get<LogState>();
    private long _next;

    /// <summary>How many entries are no longer kept.</summary>
    public long Dropped => _state.Dropped;

    /// <summary>The entries so far, in the order of their times.</summary>
    /// <param name="withOpen">Whether requests belong to them that are on their way.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<BrowserLogEntry[]> ReadAsync(bool withOpen, CancellationToken cancellationToken)
    {
        // What the pages logged while nobody was connected comes with the connection.
        await Task.WhenAny(
            Task.WhenAll(browser.Pages.Select(page => page.PageAsync())),
            Task.Delay(LongestOpening, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        var (entries, next) = _state.From(0);
        _next = next;
        var all = withOpen ? entries.Concat(_state.Open()) : entries;
        return [.. all.Where(filter.Matches).OrderBy(entry => entry.Time)];
    }

    /// <summary>Waits for more entries.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the connection was closed.</exception>
    public async Task<BrowserLogEntry[]> NextAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, browser.Transport.Closing);
        await _state.ReachAsync(_next, either.Token);
        var (entries, next) = _state.From(_next);
        _next = next;
        return [.. entries.Where(filter.Matches)];
    }
}

/// <summary>Which entries of a log are wanted; what is null or empty excludes none.</summary>
internal sealed record LogFilter
{
    public BrowserLogKind[]? Kinds { get; init; }

    public BrowserLogLevel[]? Levels { get; init; }

    public WildcardPattern? Url { get; init; }

    public string? TabId { get; init; }

    public DateTime? Since { get; init; }

    public bool Matches(BrowserLogEntry entry) =>
        Has(Kinds, entry.EntryKind)
            && Has(Levels, entry.EntryLevel)
            && (Url?.IsMatch(entry.Url) ?? true)
            && (TabId is null || entry.TabId == TabId)
            && (Since is null || entry.Time.ToUniversalTime() >= Since.Value.ToUniversalTime());

    private static bool Has<T>(T[]? wanted, T value) => wanted is null or [] || Array.IndexOf(wanted, value) >= 0;
}

using System.Diagnostics;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Logs;

namespace AgentCore.Pages.Waiting;

/// <summary>Finds out whether a tab has had nothing on its way for a while.</summary>
/// <param name="tab">The tab.</param>
internal sealed class PendingRequests(Tab tab)
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);

    private readonly LogState _log = tab.Browser.Memory.Get<LogState>();
    private readonly Stopwatch _quiet = Stopwatch.StartNew();
    private long _seen = tab.Browser.Memory.Get<LogState>().From(0).Next;

    /// <summary>What is on its way, or was until now; null where nothing was for half a second.</summary>
    /// <param name="since">When the page began; what was requested before belongs to another, which gave it up.</param>
    public string? Lacking(DateTime since)
    {
        var open = _log.Open().Where(request => request.TabId == tab.Target.TargetId && request.Time >= since
            // These never end.
            && request.MimeType != "text/event-stream").ToArray();
        var (ended, next) = _log.From(_seen);
        _seen = next;
        if (open.Length > 0 || ended.Any(entry =>
            entry.Kind == BrowserLogKind.Request && entry.TabId == tab.Target.TargetId))
        {
            _quiet.Restart();
        }

        return open.Length > 0
            ? (open.Length == 1 ? "1 request is on its way" : $"{open.Length} requests are on their way")
                + $": '{PageAddress.Shown(open[0].Url)}'{(open.Length > 1 ? ", ..." : "")}"
            : _quiet.Elapsed < Idle ? "the last response came just now"
            : null;
    }
}

using System.Collections.Concurrent;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Engine;

/// <summary>
/// Follows which tabs are on the way to an address that no server has responded for yet. The browser holds back the
/// commands for such a page, which therefore seems to hang.
/// </summary>
internal sealed class PendingNavigations : IBrowserFeature
{
    private const string Asked = "Network.requestWillBeSent";
    private const string Failed = "Network.loadingFailed";
    private const string Arrived = "Page.frameNavigated";

    // By the frame; that of a page has the id of its tab.
    private readonly ConcurrentDictionary<string, (string RequestId, string Url)> _pending =
        new(StringComparer.Ordinal);

    /// <summary>The address that a tab is on the way to; null where there is none.</summary>
    public string? AddressOf(string targetId) => _pending.TryGetValue(targetId, out var found) ? found.Url : null;

    /// <inheritdoc/>
    public void Connect(SessionBrowser browser) =>
        browser.Transport.Listen(static (_, method) => method is Asked or Failed or Arrived, Handle);

    private void Handle(CdpEvent raised)
    {
        var about = raised.Parameters;
        if (raised.Method == Arrived)
        {
            _pending.TryRemove(about.GetProperty("frame").GetProperty("id").GetString()!, out _);
            return;
        }

        var request = about.GetProperty("requestId").GetString()!;
        if (raised.Method == Failed)
        {
            foreach (var pair in _pending.Where(pair => pair.Value.RequestId == request))
            {
                _pending.TryRemove(pair.Key, out _);
            }
        }
        else if (about.TryGetProperty("frameId", out var frame) && about.GetProperty("loaderId").GetString() == request)
        {
            _pending[frame.GetString()!] = (request, about.GetProperty("request").GetProperty("url").GetString()!);
        }
    }
}

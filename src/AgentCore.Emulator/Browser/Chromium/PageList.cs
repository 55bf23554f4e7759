using AgentCore.Emulator.Browser.Cdp;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>The browser's pages in the order in which they were opened, which CDP reports only as it happens.</summary>
internal sealed class PageList : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly List<string> _targets = [];
    private CdpConnection? _connection;

    /// <summary>The pages' target ids, the newest first.</summary>
    public IReadOnlyList<string> NewestFirst
    {
        get
        {
            lock (_gate)
            {
                return [.. Enumerable.Reverse(_targets)];
            }
        }
    }

    /// <summary>Starts to follow the pages of a browser.</summary>
    /// <exception cref="CdpException">The browser has ended.</exception>
    public static async Task<PageList> FollowAsync(CdpHub hub)
    {
        var pages = new PageList();
        pages._connection = await CdpConnection.OpenAsync(hub, pages.OnEvent);
        await pages._connection.SendAsync(
            "Target.setDiscoverTargets",
            new { discover = true, filter = new[] { new { type = "page" } } });
        return pages;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection!.DisposeAsync();

    private void OnEvent(CdpEvent cdpEvent)
    {
        lock (_gate)
        {
            if (cdpEvent.Method == "Target.targetCreated")
            {
                _targets.Add(cdpEvent.Params.GetProperty("targetInfo").GetProperty("targetId").GetString()!);
            }
            else if (cdpEvent.Method == "Target.targetDestroyed")
            {
                _targets.Remove(cdpEvent.Params.GetProperty("targetId").GetString()!);
            }
        }
    }
}

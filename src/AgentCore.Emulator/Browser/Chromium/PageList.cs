using AgentCore.Emulator.Browser.Cdp;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>The session's pages in the order in which they came, which CDP tells to nobody who asks later.</summary>
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

    /// <summary>Begins to follow the pages of a browser.</summary>
    /// <exception cref="CdpException">The browser is gone.</exception>
    public static async Task<PageList> FollowAsync(CdpHub hub)
    {
        var pages = new PageList();
        pages._connection = await CdpConnection.OpenAsync(hub, pages.Take);
        await pages._connection.SendAsync(
            "Target.setDiscoverTargets",
            new { discover = true, filter = new[] { new { type = "page" } } });
        return pages;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection!.DisposeAsync();

    private void Take(CdpEvent happened)
    {
        lock (_gate)
        {
            if (happened.Method == "Target.targetCreated")
            {
                _targets.Add(happened.Params.GetProperty("targetInfo").GetProperty("targetId").GetString()!);
            }
            else if (happened.Method == "Target.targetDestroyed")
            {
                _targets.Remove(happened.Params.GetProperty("targetId").GetString()!);
            }
        }
    }
}

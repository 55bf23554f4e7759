using System.Collections.Concurrent;
using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>
/// The origins that a browser has shown: the only ones that can have local storage. Chromium reports the address of
/// every page, and of every frame that has a process of its own, as it changes; frames within their page's process are
/// queried on demand.
/// </summary>
internal sealed class VisitedOrigins : IAsyncDisposable
{
    // A page in an endless script does not respond, and must not delay the others.
    private static readonly TimeSpan FramesTimeout = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, bool> _all = new(StringComparer.Ordinal);
    private CdpConnection? _connection;

    /// <summary>Starts to follow the addresses in a browser.</summary>
    /// <exception cref="CdpException">The browser has ended.</exception>
    public static async Task<VisitedOrigins> FollowAsync(CdpHub hub)
    {
        var visited = new VisitedOrigins();
        visited._connection = await CdpConnection.OpenAsync(hub, visited.OnEvent);
        await visited._connection.SendAsync("Target.setDiscoverTargets", new { discover = true });
        return visited;
    }

    /// <summary>Finds all origins until now, such as <c>https://example.com</c>.</summary>
    /// <param name="connection">Attaches to the pages; the caller closes it afterwards.</param>
    /// <exception cref="CdpException">The browser has ended.</exception>
    public async Task<IReadOnlyCollection<string>> FindAsync(CdpConnection connection)
    {
        var targets = await connection.SendAsync("Target.getTargets");
        await Task.WhenAll(targets.GetProperty("targetInfos").EnumerateArray()
            .Where(target => target.GetProperty("type").GetString() == "page")
            .Select(target => AddFramesAsync(connection, target.GetProperty("targetId").GetString()!)));
        return [.. _all.Keys];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection!.DisposeAsync();

    private void OnEvent(CdpEvent cdpEvent)
    {
        if (cdpEvent.Method is "Target.targetCreated" or "Target.targetInfoChanged")
        {
            Add(cdpEvent.Params.GetProperty("targetInfo").GetProperty("url").GetString());
        }
    }

    private async Task AddFramesAsync(CdpConnection connection, string targetId)
    {
        try
        {
            var attached = await connection.SendAsync("Target.attachToTarget", new { targetId, flatten = true });
            var session = attached.GetProperty("sessionId").GetString();
            var frames = await connection.SendAsync("Page.getFrameTree", sessionId: session).WaitAsync(FramesTimeout);
            AddFrames(frames.GetProperty("frameTree"));
        }
        catch (Exception error) when (
            error is TimeoutException || (error is CdpException && !connection.Closed.IsCompleted))
        {
            // The page does not respond or has closed: the addresses that Chromium reported by itself must suffice.
        }
    }

    private void AddFrames(JsonElement tree)
    {
        Add(tree.GetProperty("frame").GetProperty("securityOrigin").GetString());
        if (tree.TryGetProperty("childFrames", out var children))
        {
            foreach (var child in children.EnumerateArray())
            {
                AddFrames(child);
            }
        }
    }

    private void Add(string? address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            _all[uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)] = true;
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace AgentCore.Pages.Downloads;

/// <summary>The downloads of a session, over all its connections.</summary>
internal sealed class DownloadState
{
    private const int MaxKept = 100;

    // As long as more of it comes at times, somebody may want to receive it.
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private readonly List<PageDownload> _downloads = [];
    private readonly Stopwatch _sinceProgress = new();
    private TaskCompletionSource<bool> _changed = NewSignal();

    /// <summary>Whether a download comes in, so that the connection must stay.</summary>
    public bool IsBusy => _sinceProgress.Elapsed < LongestStandstill
        && Read(all => all.Exists(download => download.State == BrowserDownloadState.InProgress));

    /// <summary>A download begins.</summary>
    public void Begin(PageDownload download) => Change(all =>
    {
        if (all.Count == MaxKept)
        {
            all.RemoveAt(0);
        }

        all.Add(download);
        _sinceProgress.Restart();
    });

    /// <summary>Something came of a download; nothing happens where it is not known.</summary>
    /// <param name="id">The browser's id of it.</param>
    /// <param name="change">Makes what is known of it now.</param>
    public void Continue(string id, Func<PageDownload, PageDownload> change) => Change(all =>
    {
        var at = all.FindIndex(download => download.Id == id);
        if (at < 0)
        {
            return;
        }

        var before = all[at].Received;
        all[at] = change(all[at]);
        if (all[at].Received > before)
        {
            _sinceProgress.Restart();
        }
    });

    /// <summary>The connection is another one: what came in over the last one is followed no further.</summary>
    public void Lose() => Change(all =>
    {
        for (var at = 0; at < all.Count; at++)
        {
            if (all[at].State == BrowserDownloadState.InProgress)
            {
                all[at] = all[at] with { State = BrowserDownloadState.Failed, IsLost = true };
            }
        }
    });

    /// <summary>A download as it is now; null where it is no longer known.</summary>
    public PageDownload? Find(string id) => Read(all => all.Find(download => download.Id == id));

    /// <summary>The downloads that were not received yet, the oldest first.</summary>
    public IReadOnlyList<PageDownload> Pending => Read(all => all.FindAll(download => !download.IsReceived));

    /// <summary>The next download that nobody has waited for or received yet; waits for it.</summary>
    public async Task<BrowserDownload> NextAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var next = await WhenAsync(() => Read(Announce), cancellationToken);
        return next.Of(session);
    }

    /// <summary>Waits until something is so; looks at each change.</summary>
    public async Task<T> WhenAsync<T>(Func<T?> find, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (find() is { } found)
            {
                return found;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    // What the browser says of its size comes a moment after its beginning.
    private static PageDownload? Announce(List<PageDownload> all)
    {
        var at = all.FindIndex(static download =>
            download is { IsAnnounced: false, IsReceived: false, IsKnown: true });
        return at < 0 ? null : all[at] = all[at] with { IsAnnounced = true };
    }

    private T Read<T>(Func<List<PageDownload>, T> read)
    {
        lock (_gate)
        {
            return read(_downloads);
        }
    }

    private void Change(Action<List<PageDownload>> change)
    {
        TaskCompletionSource<bool> changed;
        lock (_gate)
        {
            change(_downloads);
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult(true);
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A download as far as it has come.</summary>
/// <param name="Id">The browser's id of it.</param>
/// <param name="FileName">The name that the browser suggests.</param>
/// <param name="Url">Its address.</param>
internal sealed record PageDownload(string Id, string FileName, string Url)
{
    public BrowserDownloadState State { get; init; }

    /// <summary>Its size in bytes; null where it is not known.</summary>
    public long? Size { get; init; }

    /// <summary>How many bytes the browser has.</summary>
    public long Received { get; init; }

    /// <summary>Where it is on the browser's machine; null before it is there.</summary>
    public string? RemotePath { get; init; }

    /// <summary>Whether the browser has said anything of how far it is.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether somebody has waited for it.</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>Whether somebody has received it, or the error.</summary>
    public bool IsReceived { get; init; }

    /// <summary>Whether it came in when the connection ended.</summary>
    public bool IsLost { get; init; }

    /// <summary>How far it has come: <c>1,000 of 100,000 bytes</c>.</summary>
    public string Progress => Size is { } size
        ? string.Format(CultureInfo.InvariantCulture, "{0:N0} of {1:N0} bytes", Received, size)
        : string.Format(CultureInfo.InvariantCulture, "{0:N0} bytes", Received);

    public BrowserDownload Of(BrowserSession session) => new(Id, session)
    {
        FileName = FileName,
        Url = Url,
        Size = Size,
        ReceivedBytes = Received,
        State = State.ToString(),
    };
}

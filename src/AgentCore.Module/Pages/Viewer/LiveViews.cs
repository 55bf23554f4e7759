namespace AgentCore.Pages.Viewer;

/// <summary>The views that Show-ACLiveView opened in this PowerShell; they go on when the cmdlet is done.</summary>
internal static class LiveViews
{
    // What was written last has to arrive before its connection is closed; other pages poll once more.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    // A page that is open polls every second; a laptop may sleep, and a person may take a while to open the address.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(5);

    private static readonly HashSet<LiveViewer> Open = [];

    /// <summary>Keeps a view until its session ends or its page is closed.</summary>
    public static void Keep(LiveViewer viewer)
    {
        lock (Open)
        {
            Open.Add(viewer);
        }

        _ = Task.Run(() => WatchAsync(viewer));
    }

    /// <summary>Closes all.</summary>
    public static void CloseAll()
    {
        LiveViewer[] left;
        lock (Open)
        {
            left = [.. Open];
        }

        foreach (var viewer in left)
        {
            Close(viewer);
        }
    }

    private static async Task WatchAsync(LiveViewer viewer)
    {
        while (!viewer.Over.IsCompleted && LongestIdle - viewer.Idle is var left && left > TimeSpan.Zero)
        {
            await Task.WhenAny(viewer.Over, Task.Delay(left));
        }

        await Task.Delay(Farewell);
        Close(viewer);
    }

    private static void Close(LiveViewer viewer)
    {
        lock (Open)
        {
            if (!Open.Remove(viewer))
            {
                return;
            }
        }

        viewer.Dispose();
    }
}

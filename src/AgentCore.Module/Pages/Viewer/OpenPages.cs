namespace AgentCore.Pages.Viewer;

/// <summary>The pages that cmdlets opened in this PowerShell; they go on when the cmdlet is done.</summary>
internal static class OpenPages
{
    // What was written last has to arrive before its connection is closed; other pages poll once more.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    // A view that is open polls every second; a laptop may sleep, and a person may take a while to open the address.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(5);

    private static readonly HashSet<PageServer> Open = [];

    /// <summary>Keeps a page until it is over, or requests nothing any more.</summary>
    /// <param name="page">The page.</param>
    /// <param name="over">Completes when there is nothing to be seen any more.</param>
    public static void Keep(PageServer page, Task over)
    {
        lock (Open)
        {
            Open.Add(page);
        }

        _ = Task.Run(() => WatchAsync(page, over));
    }

    /// <summary>Closes all.</summary>
    public static void CloseAll()
    {
        PageServer[] left;
        lock (Open)
        {
            left = [.. Open];
        }

        foreach (var page in left)
        {
            Close(page);
        }
    }

    private static async Task WatchAsync(PageServer page, Task over)
    {
        while (!over.IsCompleted && LongestIdle - page.Idle is var left && left > TimeSpan.Zero)
        {
            await Task.WhenAny(over, Task.Delay(left));
        }

        await Task.Delay(Farewell);
        Close(page);
    }

    private static void Close(PageServer page)
    {
        lock (Open)
        {
            if (!Open.Remove(page))
            {
                return;
            }
        }

        page.Dispose();
    }
}

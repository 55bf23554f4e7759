using System.Collections.Concurrent;

namespace AgentCore.Service;

/// <summary>
/// Clean-up that goes on after its cmdlet; the process and the module wait for it before they end.
/// </summary>
/// <remarks>
/// Ctrl+C has to be felt at once, and a script that was interrupted usually ends its PowerShell too. Without this a
/// session would be left running, or automation cut off, whenever the last call takes longer than the cmdlet may.
/// </remarks>
internal static class BackgroundCleanup
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<Task, bool> Running = new();

    static BackgroundCleanup() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => WaitForAll();

    /// <summary>Remembers work that goes on without anybody who waits for it.</summary>
    public static void Track(Task work)
    {
        if (work.IsCompleted)
        {
            return;
        }

        Running[work] = true;
        _ = work.ContinueWith(
            static done => Running.TryRemove(done, out _),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Waits until all of it is done, a while at most.</summary>
    public static void WaitForAll() => Task.WhenAny(Task.WhenAll(Running.Keys), Task.Delay(Timeout)).Wait();
}

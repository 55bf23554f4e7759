using System.Collections.Concurrent;

namespace AgentCore.Cmdlets.Base;

/// <summary>Does the same work on many items side by side.</summary>
internal static class Batch
{
    /// <summary>Works on all items, at most <paramref name="limit"/> at a time.</summary>
    /// <param name="items">What to work on.</param>
    /// <param name="limit">How many at a time, at least 1.</param>
    /// <param name="work">The work; deals with its errors itself, an exception ends the batch.</param>
    /// <param name="done">Told after each item how many are done.</param>
    /// <param name="cancellationToken">No further item is begun once it is cancelled.</param>
    public static async Task RunAsync<T>(
        IReadOnlyCollection<T> items, int limit, Func<T, Task> work, Action<int> done, CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentQueue<T>(items);
        var finished = 0;
        async Task WorkerAsync()
        {
            while (!cancellationToken.IsCancellationRequested && waiting.TryDequeue(out var item))
            {
                await work(item);
                done(Interlocked.Increment(ref finished));
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(limit, items.Count)).Select(_ => WorkerAsync()));
    }
}

using System.Runtime.CompilerServices;
using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>Splits files into groups that fit into one call each.</summary>
internal static class FileBatch
{
    /// <summary>Groups in the order given; every group fits, unless one item alone is too large.</summary>
    /// <param name="items">What to split.</param>
    /// <param name="size">The bytes of one item.</param>
    public static IEnumerable<T[]> Split<T>(IEnumerable<T> items, Func<T, long> size)
    {
        var group = new List<T>();
        var total = 0L;
        foreach (var item in items)
        {
            if (group.Count == SessionFiles.MostInOneCall
                || (group.Count > 0 && total + size(item) > SessionFiles.LargestCall))
            {
                yield return [.. group];
                group.Clear();
                total = 0;
            }

            group.Add(item);
            total += size(item);
        }

        if (group.Count > 0)
        {
            yield return [.. group];
        }
    }
}

/// <summary>What came of one of several items: a result or an error.</summary>
internal sealed record Outcome<TItem, TResult>(TItem Item, TResult? Result, Exception? Error)
    where TResult : class;

/// <summary>Does many in one call where the service does all or none: one bad item must not spoil the others.</summary>
internal static class Bisection
{
    /// <summary>Halves a call that was rejected until the items at fault are alone.</summary>
    /// <param name="items">What to work on.</param>
    /// <param name="work">One call for some of them.</param>
    /// <param name="isRejected">Whether a call with fewer items may do better.</param>
    public static async Task<IReadOnlyList<(T Item, Exception? Error)>> RunAsync<T>(
        IReadOnlyList<T> items, Func<IReadOnlyList<T>, Task> work, Func<Exception, bool> isRejected)
    {
        if (items.Count == 0)
        {
            return [];
        }

        try
        {
            await work(items);
            return [.. items.Select(item => (item, (Exception?)null))];
        }
        catch (AgentCoreException error) when (items.Count == 1 || !isRejected(error))
        {
            return [.. items.Select(item => (item, (Exception?)error))];
        }
        catch (AgentCoreException)
        {
            var half = items.Count / 2;
            var first = await RunAsync([.. items.Take(half)], work, isRejected);
            return [.. first, .. await RunAsync([.. items.Skip(half)], work, isRejected)];
        }
    }
}

/// <summary>Works on two items at a time, so that neither side waits while the other one is busy.</summary>
internal static class Overlap
{
    /// <summary>The most items that are worked on at a time.</summary>
    public const int Most = 2;

    /// <summary>What comes of each item, in their order; work on the next one has begun by then.</summary>
    /// <param name="items">What to work on.</param>
    /// <param name="work">Begins the work on one.</param>
    /// <param name="cancellationToken">Begins no more.</param>
    public static async IAsyncEnumerable<(TItem Item, TResult Result)> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items,
        Func<TItem, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var running = new Queue<(TItem Item, Task<TResult> Work)>();
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            running.Enqueue((item, work(item)));
            if (running.Count == Most)
            {
                var first = running.Dequeue();
                yield return (first.Item, await first.Work);
            }
        }

        while (running.Count > 0)
        {
            var first = running.Dequeue();
            yield return (first.Item, await first.Work);
        }
    }
}

using System.Collections.Concurrent;
using AgentCore.Cmdlets.Base;
using Xunit;

namespace Tests.Module.Cmdlets.Base;

public sealed class BatchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Every_item_is_worked_on_once_and_never_more_than_the_limit_at_a_time(int limit)
    {
        var (running, most) = (0, 0);
        var worked = new ConcurrentBag<int>();
        var told = new ConcurrentBag<int>();
        await Batch.RunAsync(
            Enumerable.Range(0, 40).ToArray(),
            limit,
            async item =>
            {
                var now = Interlocked.Increment(ref running);
                most = Math.Max(most, now);
                await Task.Yield();
                worked.Add(item);
                Interlocked.Decrement(ref running);
            },
            told.Add,
            CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 40), worked.Order());
        Assert.Equal(Enumerable.Range(1, 40), told.Order());
        Assert.InRange(most, 1, limit);
    }

    [Fact]
    public async Task Nothing_is_begun_after_a_stop()
    {
        using var stop = new CancellationTokenSource();
        var worked = 0;
        await Batch.RunAsync(
            Enumerable.Range(0, 10).ToArray(),
            1,
            _ =>
            {
                if (++worked == 3)
                {
                    stop.Cancel();
                }

                return Task.CompletedTask;
            },
            _ => { },
            stop.Token);
        Assert.Equal(3, worked);
    }

    [Fact]
    public async Task No_items_are_no_work() =>
        await Batch.RunAsync(
            Array.Empty<int>(), 8, _ => throw new InvalidOperationException(), _ => { }, CancellationToken.None);
}

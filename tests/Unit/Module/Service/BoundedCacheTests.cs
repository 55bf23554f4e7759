using AgentCore.Service;
using Xunit;

namespace Tests.Module.Service;

public sealed class BoundedCacheTests
{
    private int _made;

    [Fact]
    public void What_was_made_is_made_once()
    {
        var cache = new BoundedCache<string, int>(2);
        Assert.Equal([1, 1, 2], [cache.Get("a", Make), cache.Get("a", Make), cache.Get("b", Make)]);
    }

    [Fact]
    public void The_one_that_was_not_used_for_longest_goes_first()
    {
        var cache = new BoundedCache<string, int>(2);
        cache.Get("a", Make);
        cache.Get("b", Make);
        cache.Get("a", Make);
        cache.Get("c", Make);
        Assert.Equal(1, cache.Get("a", Make));
        Assert.Equal(4, cache.Get("b", Make));
    }

    [Fact]
    public void No_failure_is_kept()
    {
        var cache = new BoundedCache<string, int>(2);
        Assert.Throws<InvalidOperationException>(() => cache.Get("a", () => throw new InvalidOperationException()));
        Assert.Equal(1, cache.Get("a", Make));
    }

    [Fact]
    public async Task A_slow_one_holds_up_nobody_but_those_who_want_it()
    {
        var cache = new BoundedCache<string, int>(2);
        using var begun = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var slow = Task.Run(() => cache.Get("slow", () =>
        {
            begun.Release();
            go.Wait();
            return Make();
        }));
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, cache.Get("quick", Make));
        var same = Task.Run(() => cache.Get("slow", Make));
        go.Release();
        Assert.Equal(2, await slow);
        Assert.Equal(2, await same);
    }

    private int Make() => Interlocked.Increment(ref _made);
}

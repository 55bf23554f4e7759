using AgentCore.Cmdlets.Binding;
using Xunit;

namespace Tests.Module.Cmdlets.Binding;

public sealed class CompletionCacheTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly LiveItem[] Items = [new("id", "name", "hint")];

    [Fact]
    public void A_list_is_good_for_five_seconds()
    {
        var cache = new CompletionCache();
        cache.Keep("key", Items, changes: 7, Start);
        Assert.Same(Items, cache.Find("key", changes: 7, Start.AddSeconds(4.9)));
        Assert.Null(cache.Find("key", changes: 7, Start.AddSeconds(5)));
        Assert.Null(cache.Find("other", changes: 7, Start));
    }

    [Fact]
    public void A_list_is_good_until_something_was_changed()
    {
        var cache = new CompletionCache();
        cache.Keep("key", Items, changes: 7, Start);
        Assert.Null(cache.Find("key", changes: 8, Start));
    }

    [Fact]
    public void Lists_whose_time_is_over_are_forgotten_with_the_next_one()
    {
        var cache = new CompletionCache();
        foreach (var key in Enumerable.Range(0, 10))
        {
            cache.Keep(key, Items, changes: 7, Start);
        }

        cache.Keep("late", Items, changes: 7, Start.AddSeconds(5));
        Assert.Equal(1, cache.Count);
    }
}

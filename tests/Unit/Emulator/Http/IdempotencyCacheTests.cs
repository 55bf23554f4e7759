using AgentCore.Emulator.Http;
using Xunit;

namespace Tests.Emulator.Http;

public sealed class IdempotencyCacheTests
{
    private const int Kept = 10_000;
    private readonly IdempotencyCache _cache = new();
    private int _done;

    [Fact]
    public async Task A_token_that_failed_first_is_kept_as_long_as_any_other()
    {
        await Assert.ThrowsAsync<IOException>(
            () => _cache.RunAsync("x", new Request("again"), () => throw new IOException()));
        Assert.Equal(1, await RunAsync("again"));
        for (var other = 1; other < Kept; other++)
        {
            await RunAsync($"other {other}");
        }

        Assert.Equal(1, await RunAsync("again"));
        await RunAsync("one more");
        Assert.Equal(Kept + 2, await RunAsync("again"));
    }

    [Fact]
    public async Task Who_waits_for_the_first_is_not_cancelled_with_it()
    {
        var first = new TaskCompletionSource<object>();
        var gone = _cache.RunAsync("x", new Request("t"), () => first.Task);
        var waiting = RunAsync("t");
        Assert.False(waiting.IsCompleted);
        first.SetCanceled(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.Equal(1, await waiting);
        Assert.Equal(1, await RunAsync("t"));
    }

    private Task<object> RunAsync(string token) =>
        _cache.RunAsync("x", new Request(token), () => Task.FromResult<object>(++_done));

    private sealed record Request(string ClientToken) : IIdempotentRequest;
}

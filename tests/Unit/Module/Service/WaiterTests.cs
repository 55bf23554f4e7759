using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Service;

public sealed class WaiterTests
{
    private sealed record Thing(string? Status, string? Reason = null);

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly List<string> _shown = [];

    [Fact]
    public async Task It_asks_until_the_wanted_state_is_there()
    {
        var end = await RunAsync(WaiterAcceptor.Ready, Long, new("CREATING"), new("CREATING"), new("READY"));
        Assert.Equal("READY", end?.Status);
        Assert.Equal(["CREATING", "CREATING", "READY"], _shown);
    }

    [Fact]
    public async Task What_is_ready_is_not_asked_for() =>
        Assert.Equal("READY", (await RunAsync(WaiterAcceptor.Ready, Long, new Thing("READY")))?.Status);

    [Theory]
    [InlineData("CREATE_FAILED")]
    [InlineData("DELETING")]
    [InlineData("TERMINATED")]
    public async Task A_state_without_hope_is_an_error_with_the_reason_of_the_service(string state)
    {
        var error = await Assert.ThrowsAsync<AgentCoreException>(
            () => RunAsync(WaiterAcceptor.Ready, Long, new("CREATING"), new Thing(state, "no subnet left")));
        Assert.Equal(state, error.ErrorCode);
        Assert.Equal(ErrorCategory.ResourceUnavailable, error.Category);
        Assert.Contains("Browser shop-0123456789", error.Message, StringComparison.Ordinal);
        Assert.Contains("no subnet left", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_nobody_knows_is_waited_out() =>
        Assert.Equal(
            "READY", (await RunAsync(WaiterAcceptor.Ready, Long, new("WARMING_UP"), new(null), new("READY")))?.Status);

    [Fact]
    public async Task Time_that_is_up_names_id_state_and_seconds()
    {
        var error = await Assert.ThrowsAsync<AgentCoreException>(
            () => RunAsync(WaiterAcceptor.Ready, TimeSpan.FromSeconds(1), new("CREATING"), Repeat("CREATING", 10)));
        Assert.Equal(ErrorCategory.OperationTimeout, error.Category);
        Assert.Contains("shop-0123456789 is still CREATING after 1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_deleted_may_be_gone() =>
        Assert.Null(await RunAsync(WaiterAcceptor.Deleted, Long, new("DELETING"), new Thing("CREATE_FAILED"), null));

    [Fact]
    public async Task What_is_to_be_ready_may_not_be_gone()
    {
        var error = await Assert.ThrowsAsync<AgentCoreException>(
            () => RunAsync(WaiterAcceptor.Ready, Long, new("CREATING"), [null]));
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_in_the_middle_of_a_pause()
    {
        using var stop = new CancellationTokenSource();
        var wait = Wait(WaiterAcceptor.Ready, Long, _ => throw new InvalidOperationException("asked after the stop"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => wait.RunAsync(new("CREATING"), (_, _) => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void Pauses_grow_to_five_seconds()
    {
        var pauses = new List<TimeSpan> { PollingBackoff.First };
        while (pauses.Count < 12)
        {
            pauses.Add(PollingBackoff.After(pauses[^1]));
        }

        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromMilliseconds(250), pauses[0]);
        Assert.Equal(TimeSpan.FromSeconds(5), pauses[^1]);
    }

    private async Task<Thing?> RunAsync(WaiterAcceptor goal, TimeSpan limit, Thing first, params Thing?[] answers)
    {
        var next = new Queue<Thing?>(answers);
        return await Wait(goal, limit, _ => Task.FromResult(next.Dequeue()))
            .RunAsync(first, (state, _) => _shown.Add(state), TestContext.Current.CancellationToken);
    }

    private static Waiter<Thing> Wait(WaiterAcceptor goal, TimeSpan limit, Func<CancellationToken, Task<Thing?>> ask) =>
        new("Browser shop-0123456789", goal, limit, thing => thing.Status, thing => thing.Reason, ask);

    private static Thing[] Repeat(string state, int times) => [.. Enumerable.Repeat(new Thing(state), times)];
}

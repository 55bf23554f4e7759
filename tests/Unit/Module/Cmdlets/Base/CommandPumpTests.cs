using AgentCore.Cmdlets.Base;
using Xunit;

namespace Tests.Module.Cmdlets.Base;

/// <summary>The test's thread plays the pipeline thread.</summary>
public sealed class CommandPumpTests
{
    [Fact]
    public void Steps_run_on_the_pipeline_thread_in_order_and_before_the_asker_goes_on()
    {
        var pump = new CommandPump();
        var pipeline = Environment.CurrentManagedThreadId;
        var seen = new List<string>();
        pump.Run(
            async _ =>
            {
                Assert.NotEqual(pipeline, Environment.CurrentManagedThreadId);
                pump.Post(() => seen.Add($"a {Environment.CurrentManagedThreadId == pipeline}"));
                var answer = await pump.AskAsync(() =>
                {
                    seen.Add($"b {Environment.CurrentManagedThreadId == pipeline}");
                    return 7;
                });
                seen.Add($"c {answer}");
            },
            CancellationToken.None);
        Assert.Equal(["a True", "b True", "c 7"], seen);
    }

    [Fact]
    public void What_the_work_throws_comes_out_on_the_pipeline_thread()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => new CommandPump().Run(_ => throw new InvalidDataException("broken"), CancellationToken.None));
        Assert.Equal("broken", error.Message);
    }

    [Fact]
    public void A_step_that_throws_cancels_the_work_which_may_still_put_things_away()
    {
        var pump = new CommandPump();
        var putAway = false;
        Assert.Throws<InvalidDataException>(() => pump.Run(
            async cancellationToken =>
            {
                try
                {
                    await pump.AskAsync<int>(() => throw new InvalidDataException("downstream has enough"));
                }
                finally
                {
                    await Task.Yield();
                    putAway = cancellationToken.IsCancellationRequested;
                }
            },
            CancellationToken.None));
        Assert.True(putAway);
    }

    [Fact]
    public void Stop_leaves_a_work_that_does_not_listen()
    {
        using var stop = new CancellationTokenSource();
        var deaf = new TaskCompletionSource();
        var pump = new CommandPump();
        pump.Run(
            async _ =>
            {
                stop.Cancel();
                await deaf.Task;
            },
            stop.Token);
        // Run came back although the work is still there.
        Assert.False(deaf.Task.IsCompleted);
        deaf.SetResult();
    }

    [Fact]
    public async Task After_the_end_nobody_waits_for_an_answer()
    {
        var pump = new CommandPump();
        pump.Run(_ => Task.CompletedTask, CancellationToken.None);
        pump.Post(() => Assert.Fail("The pipeline is over."));
        await Assert.ThrowsAsync<TaskCanceledException>(() => pump.AskAsync(() => 1));
    }
}

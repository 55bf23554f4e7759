using AgentCore;
using AgentCore.Errors;
using AgentCore.Pages;
using AgentCore.Pages.Engine;
using Tests.Module.Pages.Transport;
using Xunit;

namespace Tests.Module.Pages;

public sealed class AutomationPoolTests
{
    private static readonly BrowserSession Session = new("S1", "aws.browser.v1");

    [Fact]
    public async Task One_connection_is_shared_until_it_is_closed()
    {
        await using var one = await CdpPeer.StartAsync();
        await using var two = await CdpPeer.StartAsync();
        var waiting = new Queue<SessionBrowser>([one.Browser, two.Browser]);
        var pool = new AutomationPool();
        var opening = new TaskCompletionSource();
        async Task<SessionBrowser> OpenAsync(SessionMemory pages, CancellationToken cancellationToken)
        {
            await opening.Task;
            return waiting.Dequeue();
        }

        var first = pool.RentAsync(Session, OpenAsync, CdpPeer.Cancellation);
        var second = pool.RentAsync(Session, OpenAsync, CdpPeer.Cancellation);
        opening.SetResult();
        using var leaseOfFirst = await first;
        using var leaseOfSecond = await second;
        Assert.Same(one.Browser, leaseOfFirst.Browser);
        Assert.Same(one.Browser, leaseOfSecond.Browser);

        one.Browser.Close("the session was cut off");
        using var third = await pool.RentAsync(Session, OpenAsync, CdpPeer.Cancellation);
        Assert.Same(two.Browser, third.Browser);
    }

    [Fact]
    public async Task Closing_fails_those_who_wait_with_the_reason()
    {
        await using var peer = await CdpPeer.StartAsync();
        var pool = new AutomationPool();
        using var lease = await RentAsync(pool, peer);
        var asking = lease.Browser.Transport.SendAsync("A.one", new { }, null, CdpPeer.Cancellation);
        pool.CloseAll("the module was removed");
        var error = await Assert.ThrowsAsync<AgentCoreException>(() => asking);
        Assert.Contains("the module was removed", error.Message, StringComparison.Ordinal);
        pool.Close("S1", "again");
    }

    [Fact]
    public async Task A_connection_that_cannot_be_opened_is_tried_afresh()
    {
        await using var peer = await CdpPeer.StartAsync();
        var pool = new AutomationPool();
        await Assert.ThrowsAsync<IOException>(
            () => pool.RentAsync(Session, (_, _) => throw new IOException("refused"), CdpPeer.Cancellation));
        using var lease = await RentAsync(pool, peer);
        Assert.Same(peer.Browser, lease.Browser);
    }

    [Fact]
    public async Task A_connection_that_nobody_uses_is_closed_after_a_while_and_what_it_knew_is_kept()
    {
        await using var one = await CdpPeer.StartAsync();
        await using var two = await CdpPeer.StartAsync();
        var pool = new AutomationPool(TimeSpan.FromMilliseconds(50));
        SessionMemory? known = null;
        using (await pool.RentAsync(Session, Opening(one), CdpPeer.Cancellation))
        {
            known!.Use("T2");
        }

        await one.ReadToCloseAsync(); // answers the close
        Assert.True(one.Browser.Transport.Closing.WaitHandle.WaitOne(TimeSpan.FromSeconds(10)));
        using var again = await pool.RentAsync(Session, Opening(two), CdpPeer.Cancellation);
        Assert.Same(two.Browser, again.Browser);
        Assert.Equal("T2", known!.Choose([("T1", null), ("T2", null)]));

        Func<SessionMemory, CancellationToken, Task<SessionBrowser>> Opening(CdpPeer peer) => (pages, _) =>
        {
            known = pages;
            return Task.FromResult(peer.Browser);
        };
    }

    [Fact]
    public async Task A_connection_in_use_is_not_closed_however_long_that_takes()
    {
        await using var peer = await CdpPeer.StartAsync();
        var pool = new AutomationPool(TimeSpan.FromMilliseconds(20));
        using var longUse = await RentAsync(pool, peer);
        (await RentAsync(pool, peer)).Dispose();
        Assert.False(longUse.Browser.Transport.Closing.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task What_another_program_is_to_have_is_closed_when_its_user_is_done()
    {
        await using var peer = await CdpPeer.StartAsync();
        var pool = new AutomationPool(TimeSpan.FromHours(1));
        var lease = await RentAsync(pool, peer);
        await pool.ReleaseAsync("S1");
        Assert.False(peer.Browser.IsClosed);
        lease.Dispose();
        await peer.ReadToCloseAsync();
        Assert.True(peer.Browser.Transport.Closing.WaitHandle.WaitOne(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task An_unused_connection_is_closed_when_another_program_is_to_have_it()
    {
        await using var peer = await CdpPeer.StartAsync();
        var pool = new AutomationPool(TimeSpan.FromHours(1));
        (await RentAsync(pool, peer)).Dispose();
        var releasing = pool.ReleaseAsync("S1");
        await peer.ReadToCloseAsync();
        await releasing;
        Assert.True(peer.Browser.IsClosed);
        await pool.ReleaseAsync("unknown");
    }

    private static Task<AutomationLease> RentAsync(AutomationPool pool, CdpPeer peer) =>
        pool.RentAsync(Session, (_, _) => Task.FromResult(peer.Browser), CdpPeer.Cancellation);
}

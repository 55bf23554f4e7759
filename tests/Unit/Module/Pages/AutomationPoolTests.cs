using AgentCore;
using AgentCore.Errors;
using AgentCore.Pages;
using Xunit;

namespace Tests.Module.Pages;

public sealed class AutomationPoolTests
{
    private static readonly BrowserSession Session = new("S1", "aws.browser.v1");

    [Fact]
    public async Task One_connection_is_kept_until_it_is_closed()
    {
        await using var one = await CdpPeer.StartAsync();
        await using var two = await CdpPeer.StartAsync();
        var waiting = new Queue<CdpClient>([one.Client, two.Client]);
        var pool = new AutomationPool();
        Task<CdpClient> Get() => pool.GetAsync(Session, _ => Task.FromResult(waiting.Dequeue()), CdpPeer.Cancellation);

        Assert.Same(one.Client, await Get());
        Assert.Same(one.Client, await Get());
        one.Client.Close("the session was cut off");
        Assert.Same(two.Client, await Get());
    }

    [Fact]
    public async Task Closing_fails_those_who_wait_with_the_reason()
    {
        await using var peer = await CdpPeer.StartAsync();
        var pool = new AutomationPool();
        var client = await pool.GetAsync(Session, _ => Task.FromResult(peer.Client), CdpPeer.Cancellation);
        var asking = client.SendAsync("A.one", new { }, null, CdpPeer.Cancellation);
        pool.CloseAll("the emulator was stopped");
        var error = await Assert.ThrowsAsync<AgentCoreException>(() => asking);
        Assert.Contains("the emulator was stopped", error.Message, StringComparison.Ordinal);
        pool.Close("S1", "again");
    }

    [Fact]
    public async Task A_connection_that_cannot_be_opened_is_tried_afresh()
    {
        await using var peer = await CdpPeer.StartAsync();
        var pool = new AutomationPool();
        await Assert.ThrowsAsync<IOException>(
            () => pool.GetAsync(Session, _ => throw new IOException("refused"), CdpPeer.Cancellation));
        Assert.Same(peer.Client, await pool.GetAsync(Session, _ => Task.FromResult(peer.Client), CdpPeer.Cancellation));
    }
}

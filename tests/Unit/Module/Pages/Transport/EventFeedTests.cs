using AgentCore.Pages.Transport;
using Xunit;

namespace Tests.Module.Pages.Transport;

public sealed class EventFeedTests
{
    [Fact]
    public async Task Events_of_one_name_and_attachment_wait_in_order_until_they_are_taken()
    {
        await using var peer = await CdpPeer.StartAsync();
        using var feed = new EventFeed(peer.Transport, "S1", "A.said");
        await peer.SendAsync("""{"method":"A.said","sessionId":"S2","params":{"n":0}}""");
        await peer.SendAsync("""{"method":"A.other","sessionId":"S1","params":{"n":0}}""");
        await peer.SendAsync("""{"method":"A.said","sessionId":"S1","params":{"n":1}}""");
        await peer.SendAsync("""{"method":"A.said","sessionId":"S1","params":{"n":2}}""");
        Assert.Equal(1, (await feed.NextAsync(CdpPeer.Cancellation)).Parameters.GetProperty("n").GetInt32());
        Assert.Equal(2, (await feed.NextAsync(CdpPeer.Cancellation)).Parameters.GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Who_waits_is_let_go_when_the_connection_closes()
    {
        await using var peer = await CdpPeer.StartAsync();
        using var feed = new EventFeed(peer.Transport, null, "A.said");
        var waiting = feed.NextAsync(CdpPeer.Cancellation);
        await peer.CloseAsync("the session has ended");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(peer.Transport.IsClosed);
    }
}

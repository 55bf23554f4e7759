using AgentCore.Pages.Engine;
using Tests.Module.Pages.Transport;
using Xunit;

namespace Tests.Module.Pages.Engine;

public sealed class FrameWorldsTests
{
    private static KnownWorld World { get; } = new(7, "L1", new RemoteNode("O1"), "library");

    [Fact]
    public async Task A_world_is_known_in_its_frame_with_its_library()
    {
        await using var peer = await CdpPeer.StartAsync();
        var worlds = peer.Browser.Worlds;
        worlds.Keep("S1", "F1", World, worlds.Changes);

        Assert.Same(World, worlds.Find("S1", "F1", "library"));
        Assert.Null(worlds.Find("S1", "F1", "another"));
        Assert.Null(worlds.Find("S1", "F2", "library"));
        Assert.Null(worlds.Find("S2", "F1", "library"));
    }

    [Theory]
    [InlineData("""{"method":"Runtime.executionContextsCleared","sessionId":"S1","params":{}}""")]
    [InlineData("""
        {"method":"Runtime.executionContextDestroyed","sessionId":"S1","params":{"executionContextId":7}}
        """)]
    [InlineData("""{"method":"Page.frameNavigated","sessionId":"S1","params":{"frame":{"id":"F1"}}}""")]
    [InlineData("""{"method":"Target.detachedFromTarget","params":{"sessionId":"S1"}}""")]
    public async Task It_is_forgotten_when_its_document_is_left(string raised) =>
        Assert.Null(await KnownAfterAsync(raised));

    [Theory]
    [InlineData("""{"method":"Runtime.executionContextsCleared","sessionId":"S2","params":{}}""")]
    [InlineData("""
        {"method":"Runtime.executionContextDestroyed","sessionId":"S1","params":{"executionContextId":8}}
        """)]
    [InlineData("""{"method":"Page.frameNavigated","sessionId":"S1","params":{"frame":{"id":"F2"}}}""")]
    [InlineData("""{"method":"Target.detachedFromTarget","params":{"sessionId":"S2"}}""")]
    public async Task What_happens_to_others_leaves_it(string raised) =>
        Assert.Same(World, await KnownAfterAsync(raised));

    [Fact]
    public async Task A_world_that_was_left_while_it_was_found_out_is_not_kept()
    {
        await using var peer = await CdpPeer.StartAsync();
        var worlds = peer.Browser.Worlds;
        var changes = worlds.Changes;
        await RaiseAsync(peer, """{"method":"Runtime.executionContextsCleared","sessionId":"S1","params":{}}""");
        worlds.Keep("S1", "F1", World, changes);
        Assert.Null(worlds.Find("S1", "F1", "library"));
    }

    [Fact]
    public async Task A_world_that_failed_is_opened_again()
    {
        await using var peer = await CdpPeer.StartAsync();
        var worlds = peer.Browser.Worlds;
        worlds.Keep("S1", "F1", World, worlds.Changes);
        worlds.Forget("S1", World);
        Assert.Null(worlds.Find("S1", "F1", "library"));
    }

    [Fact]
    public async Task A_tab_is_told_once_to_draw_behind_others()
    {
        await using var peer = await CdpPeer.StartAsync();
        peer.Browser.KeepDrawing("S1");
        peer.Browser.KeepDrawing("S1");
        peer.Browser.KeepDrawing("S2");
        var told = new[] { await peer.ReceiveAsync(), await peer.ReceiveAsync() };
        Assert.Equal(["S1", "S2"], told.Select(one => (string?)one["sessionId"]).Order());
        Assert.All(told, one => Assert.Equal("Emulation.setFocusEmulationEnabled", (string?)one["method"]));
    }

    private static async Task<KnownWorld?> KnownAfterAsync(string raised)
    {
        await using var peer = await CdpPeer.StartAsync();
        var worlds = peer.Browser.Worlds;
        worlds.Keep("S1", "F1", World, worlds.Changes);
        await RaiseAsync(peer, raised);
        return worlds.Find("S1", "F1", "library");
    }

    // What comes after an event has been handled only when the event has.
    private static async Task RaiseAsync(CdpPeer peer, string raised)
    {
        var handled = new TaskCompletionSource();
        using var listening = peer.Transport.Listen((_, method) => method == "A.last", _ => handled.SetResult());
        await peer.SendAsync(raised);
        await peer.SendAsync("""{"method":"A.last","params":{}}""");
        await handled.Task.WaitAsync(CdpPeer.Cancellation);
    }
}

using System.Text.Json;
using AgentCore;
using AgentCore.Pages;
using Xunit;

namespace Tests.Module.Pages;

public sealed class NavigationWatchTests
{
    [Fact]
    public async Task The_load_of_the_page_that_was_there_does_not_count()
    {
        var watch = new NavigationWatch(PageWait.Load);
        Load(watch, "F1", "old");
        watch.Start("F1");
        Load(watch, "F1", "old");
        Assert.False(watch.Loaded.IsCompleted);
        Load(watch, "F1", "new");
        Assert.Equal("new", await watch.Loaded);
    }

    [Fact]
    public void The_load_of_a_frame_within_the_page_does_not_count()
    {
        var watch = new NavigationWatch(PageWait.Load);
        watch.Start("F1");
        Load(watch, "inner", "new");
        Assert.False(watch.Loaded.IsCompleted);
    }

    [Fact]
    public void The_status_is_that_of_the_document()
    {
        var watch = new NavigationWatch(PageWait.Load);
        Respond(watch, "L1", "Document", "http://x/", 404);
        Respond(watch, "L1", "Script", "http://x/a.js", 200);
        Respond(watch, "L2", "Document", "data:text/html,x", 200);
        Assert.Equal(404, watch.StatusOf("L1"));
        Assert.Null(watch.StatusOf("L2"));
        Assert.Null(watch.StatusOf("L3"));
    }

    [Theory]
    [InlineData(PageWait.DomContentLoaded, "DOMContentLoaded")]
    [InlineData(PageWait.NetworkIdle, "networkIdle")]
    public void Another_moment_may_be_waited_for(PageWait until, string moment)
    {
        var watch = new NavigationWatch(until);
        watch.Start("F1");
        Load(watch, "F1", "new");
        Assert.False(watch.Loaded.IsCompleted);
        Load(watch, "F1", "new", moment);
        Assert.True(watch.Loaded.IsCompleted);
    }

    private static void Load(NavigationWatch watch, string frame, string loader, string moment = "load") =>
        watch.Hear(
            Event("Page.lifecycleEvent", $$"""{"frameId":"{{frame}}","loaderId":"{{loader}}","name":"{{moment}}"}"""));

    private static void Respond(NavigationWatch watch, string loader, string type, string url, int status) =>
        watch.Hear(Event(
            "Network.responseReceived",
            $$$"""{"loaderId":"{{{loader}}}","type":"{{{type}}}","response":{"url":"{{{url}}}","status":{{{status}}}}}"""));

    private static CdpEvent Event(string method, string json) =>
        new(method, "S1", JsonDocument.Parse(json).RootElement.Clone());
}

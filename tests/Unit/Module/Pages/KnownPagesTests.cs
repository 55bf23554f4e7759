using System.Text.Json;
using AgentCore.Pages;
using Xunit;

namespace Tests.Module.Pages;

public sealed class KnownPagesTests
{
    [Fact]
    public void A_page_that_another_one_opened_comes_last_in_whatever_order_they_are_listed()
    {
        Assert.Equal("A", new KnownPages().Choose(Targets(("popup", "A"), ("A", null))));
        Assert.Equal("A", new KnownPages().Choose(Targets(("A", null), ("popup", "A"))));
    }

    [Fact]
    public void The_page_that_was_used_stays_in_use_until_it_is_gone()
    {
        var pages = new KnownPages();
        Assert.Equal("A", pages.Choose(Targets(("A", null))));
        Assert.Equal("A", pages.Choose(Targets(("B", null), ("C", null), ("A", null))));
        Assert.Equal("B", pages.Choose(Targets(("C", "A"), ("B", null))));
        pages.Use("C");
        Assert.Equal("C", pages.Choose(Targets(("B", null), ("C", "A"))));
    }

    [Fact]
    public void Workers_and_the_like_are_no_pages()
    {
        using var targets = JsonDocument.Parse("""{"targetInfos":[{"targetId":"W","type":"service_worker"}]}""");
        Assert.Null(new KnownPages().Choose(targets.RootElement));
    }

    [Fact]
    public async Task What_a_browser_takes_back_with_a_connection_is_set_again_on_the_next()
    {
        var pages = new KnownPages();
        pages.Use("T1");
        pages.Keep(new PageAttachment("T1", "S1"));
        pages.Note("S1", "Emulation.setTimezoneOverride", new { timezoneId = "Asia/Tokyo" });
        pages.Note("S1", "Emulation.setTimezoneOverride", new { timezoneId = "Europe/Berlin" });
        pages.Note("S1", "Emulation.setTouchEmulationEnabled", new { enabled = true });
        pages.Note("S1", "Emulation.setGeolocationOverride", new { latitude = 1 });
        pages.Note("S1", "Emulation.clearGeolocationOverride", new { });
        pages.Note("S1", "Network.enable", new { });
        pages.Note("S1", "Log.enable", new { });
        pages.Note("S1", "Log.disable", new { });
        pages.Note("S1", "Network.setCookie", new { name = "once" });
        pages.Note("S1", "Page.navigate", new { url = "about:blank" });
        pages.Note(null, "Browser.setDownloadBehavior", new { behavior = "deny" });
        pages.ForgetConnection();
        Assert.False(pages.IsEnabled("S1", "Network"));

        await using var browser = await CdpPeer.StartAsync();
        var restoring = pages.RestoreAsync(browser.Client, CdpPeer.Cancellation);
        await AnswerAsync("Target.getTargets", new { targetInfos = new[] { new { targetId = "T1", type = "page" } } });
        await AnswerAsync("Target.attachToTarget", new { sessionId = "S2" });
        await restoring;
        var sent = new List<string>();
        while (sent.Count < 4)
        {
            var command = await browser.ReceiveAsync();
            sent.Add($"{command["sessionId"]} {command["method"]} {command["params"]!.ToJsonString()}");
        }

        Assert.Equal(
            [
                "S2 Emulation.setTimezoneOverride {\"timezoneId\":\"Europe/Berlin\"}",
                "S2 Emulation.setTouchEmulationEnabled {\"enabled\":true}",
                "S2 Network.enable {}",
                " Browser.setDownloadBehavior {\"behavior\":\"deny\"}",
            ],
            sent);
        Assert.True(pages.IsEnabled("S2", "Network"));

        async Task AnswerAsync(string method, object result)
        {
            var asked = await browser.ReceiveAsync();
            Assert.Equal(method, (string?)asked["method"]);
            await browser.SendAsync(JsonSerializer.Serialize(new { id = (int)asked["id"]!, result }));
        }
    }

    internal static JsonElement Targets(params (string Id, string? Opener)[] pages) =>
        JsonSerializer.SerializeToElement(new
        {
            targetInfos = pages.Select(page => page.Opener is null
                ? (object)new { targetId = page.Id, type = "page" }
                : new { targetId = page.Id, type = "page", openerId = page.Opener }),
        });
}

using AgentCore.Pages.Engine;
using Xunit;

namespace Tests.Module.Pages.Engine;

public sealed class SessionMemoryTests
{
    [Fact]
    public void A_tab_that_another_one_opened_comes_last_in_whatever_order_they_are_listed()
    {
        Assert.Equal("A", new SessionMemory().Choose([("popup", "A"), ("A", null)]));
        Assert.Equal("A", new SessionMemory().Choose([("A", null), ("popup", "A")]));
        Assert.Equal("left", new SessionMemory().Choose([("left", "gone"), ("A", null)]));
        Assert.Null(new SessionMemory().Choose([]));
    }

    [Fact]
    public void The_tab_that_was_used_stays_in_use_until_it_is_gone()
    {
        var memory = new SessionMemory();
        Assert.Equal("A", memory.Choose([("A", null)]));
        Assert.Equal("A", memory.Choose([("B", null), ("C", "B"), ("A", null)]));
        Assert.Equal("B", memory.Choose([("C", "B"), ("B", null)]));
        memory.Use("C");
        Assert.Equal("C", memory.Choose([("B", null), ("C", "B")]));
    }

    [Fact]
    public void A_tab_that_is_gone_leaves_its_place_to_the_one_that_opened_it()
    {
        var memory = new SessionMemory();
        memory.Use("C");
        memory.Choose([("A", null), ("B", null), ("popup", "B"), ("C", "popup")]);
        Assert.Equal("B", memory.Choose([("A", null), ("B", null)]));
        Assert.Equal("A", memory.Choose([("A", null)]));
    }

    [Fact]
    public void A_tab_that_is_gone_leaves_its_place_to_the_one_that_was_used_before()
    {
        var memory = new SessionMemory();
        foreach (var used in new[] { "A", "B", "C", "A" })
        {
            memory.Use(used);
        }

        Assert.Equal("C", memory.Choose([("B", null), ("C", null)]));
        Assert.Equal("B", memory.Choose([("D", null), ("B", null)]));
        Assert.Equal("D", memory.Choose([("D", null)]));
    }

    [Fact]
    public void What_was_set_for_a_tab_holds_for_the_one_that_takes_its_place()
    {
        var memory = new SessionMemory();
        memory.Settings.Note("T1", "Emulation.setTimezoneOverride", "Asia/Tokyo");
        var kept = memory.Tab("T1").Get<List<int>>();
        memory.Replace("T1", "T2");
        Assert.Empty(memory.Settings.Of("T1"));
        Assert.Single(memory.Settings.Of("T2"));
        Assert.Same(kept, memory.Tab("T2").Get<List<int>>());
    }

    [Fact]
    public void What_a_browser_takes_back_with_a_connection_is_remembered_for_the_next()
    {
        var settings = new RawSettings();
        settings.Note("T1", "Emulation.setTimezoneOverride", "Asia/Tokyo");
        settings.Note("T1", "Emulation.setTimezoneOverride", "Europe/Berlin");
        settings.Note("T1", "Emulation.setTouchEmulationEnabled", "on");
        settings.Note("T1", "Emulation.setGeolocationOverride", "1");
        settings.Note("T1", "Emulation.clearGeolocationOverride", "");
        settings.Note("T1", "Network.enable", "");
        settings.Note("T1", "Log.enable", "");
        settings.Note("T1", "Log.disable", "");
        settings.Note("T1", "Network.setCookie", "once");
        settings.Note("T1", "Page.navigate", "about:blank");
        settings.Note(null, "Browser.setDownloadBehavior", "deny");
        Assert.Equal(
            [
                ("Emulation.setTimezoneOverride", "Europe/Berlin"),
                ("Emulation.setTouchEmulationEnabled", "on"),
                ("Network.enable", ""),
            ],
            settings.Of("T1").Select(setting => (setting.Method, (string)setting.Parameters)));
        Assert.Equal(
            ("Browser.setDownloadBehavior", (object)"deny"),
            Assert.Single(settings.Of(null)));
        Assert.Empty(settings.Of("T2"));
    }

    [Fact]
    public void A_warning_is_shown_once()
    {
        var memory = new SessionMemory();
        memory.Warn("one");
        memory.Warn("two");
        Assert.Equal(["one", "two"], memory.TakeWarnings());
        Assert.Empty(memory.TakeWarnings());
    }
}

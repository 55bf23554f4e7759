using System.Text.Json;
using AgentCore.Pages.Engine;
using Xunit;

namespace Tests.Module.Pages.Engine;

public sealed class TabListTests
{
    [Fact]
    public void Tabs_are_numbered_as_they_come_and_keep_their_numbers()
    {
        var list = new TabListState();
        See(list, "B", "A");
        Assert.Equal(["1 B", "2 A"], Shown(list));
        list.Remove("B");
        See(list, "C");
        Assert.Equal(["2 A", "3 C"], Shown(list));
    }

    [Fact]
    public void A_new_connection_brings_the_tabs_in_any_order()
    {
        var list = new TabListState();
        See(list, "A", "B", "C");
        Assert.Equal(3, list.Tabs.Count);
        list.Clear();
        See(list, "D", "C", "A");
        Assert.Equal(["1 A", "3 C", "4 D"], Shown(list));
    }

    [Fact]
    public void A_tab_in_the_place_of_another_one_has_its_number()
    {
        var list = new TabListState();
        See(list, "A", "B", "C");
        list.Replace("A", "C");
        Assert.Equal(["1 C", "2 B"], Shown(list));
    }

    [Fact]
    public void What_is_no_tab_is_not_listed()
    {
        var list = new TabListState();
        See(list, "A", "B");
        list.See(Target("""{"targetId":"W","type":"worker","title":"","url":""}"""));
        list.See(Target("""{"targetId":"P","type":"page","subtype":"prerender","title":"","url":""}"""));
        Assert.Equal(["1 A", "2 B"], Shown(list));
    }

    private static void See(TabListState list, params string[] ids)
    {
        foreach (var id in ids)
        {
            list.See(Target($$"""{"targetId":"{{id}}","type":"page","title":"","url":""}"""));
        }
    }

    private static JsonElement Target(string json) => JsonDocument.Parse(json).RootElement;

    private static string[] Shown(TabListState list) => [.. list.Tabs.Select(tab => $"{tab.Index} {tab.Id}")];
}

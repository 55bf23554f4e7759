using System.Text.Json;
using AgentCore.Errors;
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
    public void What_is_no_tab_of_the_users_is_not_listed()
    {
        var list = new TabListState();
        See(list, "A", "B");
        list.Hide("A");
        list.See(Target("""{"targetId":"W","type":"worker","title":"","url":""}"""));
        list.See(Target("""{"targetId":"P","type":"page","subtype":"prerender","title":"","url":""}"""));
        Assert.Equal(["1 B"], Shown(list));
    }

    [Theory]
    [InlineData("AAA", 1)]
    [InlineData("2", 2)]
    [InlineData("the Shop", 1)]
    [InlineData("*/order", 2)]
    [InlineData("7*", 3)]
    public void A_tab_is_found_by_id_number_title_and_address(string choice, int index) =>
        Assert.Equal(index, TabChoice.Of(choice, Shop).Index);

    [Fact]
    public void Several_tabs_are_named()
    {
        var failure = Assert.Throws<AgentCoreException>(() => TabChoice.Of("https*", Shop));
        Assert.Equal(
            "'https*' matches 4 tabs: 1 'The Shop', 2 'Order', 3 '7 fruits' and more. "
                + "Give the number of one, or its id.",
            failure.Message);
        Assert.Equal(4, TabChoice.All("https*", Shop).Count);
    }

    [Fact]
    public void Wildcards_may_find_nothing_and_names_must_not()
    {
        Assert.Empty(TabChoice.All("x*", Shop));
        Assert.Equal("NotFound", Assert.Throws<AgentCoreException>(() => TabChoice.All("x", Shop)).ErrorCode);
        Assert.Equal("NotFound", Assert.Throws<AgentCoreException>(() => TabChoice.Of("x*", Shop)).ErrorCode);
    }

    private static TabInfo[] Shop =>
    [
        new("AAA", 1, "The Shop", "https://shop.example/", null),
        new("BBB", 2, "Order", "https://shop.example/order", null),
        new("CCC", 3, "7 fruits", "https://shop.example/fruits", "AAA"),
        new("DDD", 4, "", "https://shop.example/empty", "AAA"),
    ];

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

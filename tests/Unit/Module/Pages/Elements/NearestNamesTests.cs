using AgentCore.Pages.Elements;
using Xunit;

namespace Tests.Module.Pages.Elements;

public sealed class NearestNamesTests
{
    private static readonly string[] Names =
        ["Order", "Start again", "Your name", "Floor of the house", "Delivery date", "Delivery time", "Email", "a", ""];

    [Theory]
    [InlineData("Ordr", "Order")]
    [InlineData("ORDER NOW", "Order")]
    [InlineData("Emial", "Email")]
    [InlineData("house floor", "Floor of the house")]
    [InlineData("name", "Your name")]
    public void The_nearest_comes_first(string wanted, string nearest) =>
        Assert.Equal(nearest, NearestNames.Of(wanted, Names)[0]);

    [Fact]
    public void Those_that_share_a_word_are_given() =>
        Assert.Equal(["Delivery date", "Delivery time"], NearestNames.Of("delivery day", Names));

    [Theory]
    [InlineData("xyz")]
    [InlineData("")]
    public void What_is_like_none_gets_none(string wanted) => Assert.Empty(NearestNames.Of(wanted, Names));

    [Fact]
    public void No_more_than_five_are_given_and_none_twice()
    {
        var many = Enumerable.Range(0, 20).Select(number => $"Delete {number}").ToArray();
        Assert.Equal(5, NearestNames.Of("Delete", many).Count);
        Assert.Equal(["Save"], NearestNames.Of("Sav", ["Save", "SAVE"]));
    }
}

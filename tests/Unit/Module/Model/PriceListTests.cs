using AgentCore;
using AgentCore.Errors;
using Xunit;

namespace Tests.Module.Model;

public sealed class PriceListTests
{
    [Fact]
    public void The_modules_own_has_a_date_a_source_and_the_size_of_both_machines()
    {
        var prices = PriceList.Default;
        Assert.Matches(@"\A20\d\d-\d\d-\d\d\z", prices.Date);
        Assert.StartsWith("https://aws.amazon.com/", prices.Source, StringComparison.Ordinal);
        Assert.Equal(0.1273m, prices.Cost(isBrowser: true, TimeSpan.FromHours(1)));
        Assert.Equal(0.2546m, prices.Cost(isBrowser: false, TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"vCpuHour\": \"cheap\" }")]
    [InlineData("{ \"hour\": 1 }")]
    [InlineData("nothing")]
    public void What_is_not_a_price_list_is_an_error(string json) =>
        Assert.Throws<AgentCoreException>(() => PriceList.Parse(json));
}

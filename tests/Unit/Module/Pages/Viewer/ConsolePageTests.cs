using AgentCore.Pages.Viewer;
using Xunit;

namespace Tests.Module.Pages.Viewer;

public sealed class ConsolePageTests
{
    [Theory]
    [InlineData("eu-central-1", "https://eu-central-1.console.aws.amazon.com")]
    [InlineData("us-gov-west-1", "https://us-gov-west-1.console.amazonaws-us-gov.com")]
    [InlineData("cn-north-1", "https://cn-north-1.console.amazonaws.cn")]
    public void The_console_is_that_of_the_regions_partition(string region, string place) =>
        Assert.Equal($"{place}/bedrock-agentcore/browser/aws.browser.v1/session/S1#", ConsolePage.Of(
            region, "aws.browser.v1", "S1"));

    [Theory]
    [InlineData("arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/shop-0123456789", "shop-0123456789")]
    [InlineData("a b", "a%20b")]
    public void A_browser_is_named_by_its_id(string identifier, string shown) =>
        Assert.EndsWith(
            $"/browser/{shown}/session/S1#", ConsolePage.Of("us-east-1", identifier, "S1"), StringComparison.Ordinal);
}

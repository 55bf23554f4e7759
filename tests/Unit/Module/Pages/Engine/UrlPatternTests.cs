using AgentCore.Pages.Engine;
using Xunit;

namespace Tests.Module.Pages.Engine;

public sealed class UrlPatternTests
{
    [Theory]
    [InlineData("*", "https://a/b", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*/api/price", "https://a/api/price", true)]
    [InlineData("*/api/price", "https://a/api/price?x=1", false)]
    [InlineData("*/api/*", "https://a/api/", true)]
    [InlineData("*a*b*c", "aXbXbXc", true)]
    [InlineData("*a*b*c", "aXbXbXd", false)]
    [InlineData("https://a/b?c=1", "https://a/b?c=1", true)]
    [InlineData("https://a/b?c=1", "https://a/bxc=1", true)]
    [InlineData(@"https://a/b\?c=1", "https://a/bxc=1", false)]
    [InlineData(@"https://a/b\?c=1", "https://a/b?c=1", true)]
    [InlineData(@"*\*", "https://a/*", true)]
    [InlineData(@"*\*", "https://a/b", false)]
    [InlineData("HTTPS://A", "https://a", false)]
    [InlineData("a***", "a", true)]
    [InlineData("*.[png]", "https://a/x.[png]", true)]
    public void An_address_is_like_a_pattern_or_not(string pattern, string url, bool matches) =>
        Assert.Equal(matches, UrlPattern.IsMatch(pattern, url));
}

using AgentCore;
using AgentCore.Pages.Cookies;
using Xunit;

namespace Tests.Module.Pages.Cookies;

public sealed class CookieFilterTests
{
    [Theory]
    [InlineData("example.com", "/", false, "https://example.com/", true)]
    [InlineData("example.com", "/", false, "https://EXAMPLE.com/a", true)]
    [InlineData("example.com", "/", false, "https://www.example.com/", false)]
    [InlineData(".example.com", "/", false, "https://www.example.com/", true)]
    [InlineData(".example.com", "/", false, "https://example.com/", true)]
    [InlineData(".example.com", "/", false, "https://badexample.com/", false)]
    [InlineData("example.com", "/a", false, "https://example.com/a", true)]
    [InlineData("example.com", "/a", false, "https://example.com/a/b", true)]
    [InlineData("example.com", "/a/", false, "https://example.com/a/b", true)]
    [InlineData("example.com", "/a", false, "https://example.com/ab", false)]
    [InlineData("example.com", "/", true, "http://example.com/", false)]
    [InlineData("example.com", "/", true, "https://example.com/", true)]
    [InlineData("127.0.0.1", "/", true, "http://127.0.0.1:8080/", true)]
    public void An_address_gets_a_cookie_or_not(string domain, string path, bool secure, string url, bool gets) =>
        Assert.Equal(
            gets,
            new CookieFilter(null, null, url).IsMatch(
                new BrowserCookie("a", "1", domain, path, null) { Secure = secure }));

    [Theory]
    [InlineData("https://example.com/path", "https://example.com", true)]
    [InlineData("https://example.com/path", "http://example.com", false)]
    [InlineData("https://example.com/path", "https://example.com:444", false)]
    public void What_a_site_keeps_belongs_to_its_origin(string url, string origin, bool matches) =>
        Assert.Equal(matches, new CookieFilter(null, null, url).IsMatch(new Uri(origin)));
}

using AgentCore.Emulator.Core.Network;
using Xunit;

namespace Tests.Emulator.Core.Network;

/// <summary>The proxies that the environment names.</summary>
public sealed class HostProxiesTests
{
    private readonly Dictionary<string, string> _variables = new()
    {
        ["HTTPS_PROXY"] = "http://user:p%40ss@secure.example:3129",
        ["http_proxy"] = "plain.example",
        ["NO_PROXY"] = "exact.test, .sub.test,*.star.test,10.0.0.0/8,192.0.2.1,ported.test:8080",
    };

    [Theory]
    [InlineData("CONNECT", "shop.test:443", "secure.example:3129")]
    [InlineData("GET", "http://shop.test/", "plain.example:80")]
    [InlineData("CONNECT", "exact.test:443", null)]
    [InlineData("CONNECT", "a.exact.test:443", null)]
    [InlineData("CONNECT", "notexact.test:443", "secure.example:3129")]
    [InlineData("CONNECT", "a.sub.test:443", null)]
    [InlineData("CONNECT", "a.star.test.:443", null)]
    [InlineData("CONNECT", "10.1.2.3:443", null)]
    [InlineData("CONNECT", "11.1.2.3:443", "secure.example:3129")]
    [InlineData("CONNECT", "192.0.2.1:443", null)]
    [InlineData("GET", "http://ported.test:8080/", null)]
    [InlineData("GET", "http://ported.test:81/", "plain.example:80")]
    [InlineData("CONNECT", "localhost:443", null)]
    [InlineData("CONNECT", "shop.localhost:443", null)]
    [InlineData("CONNECT", "127.0.0.1:443", null)]
    [InlineData("CONNECT", "[::1]:443", null)]
    public void A_host_goes_the_way_that_the_environment_says(string method, string target, string? proxy) =>
        Assert.Equal(proxy, Route(method, target)?.ToString());

    [Fact]
    public void Credentials_are_sent_and_not_shown()
    {
        var proxy = Route("CONNECT", "shop.test:443")!;

        Assert.Equal("Proxy-Authorization: Basic dXNlcjpwQHNz\r\n", proxy.AuthorizationLine); // user:p@ss
        Assert.DoesNotContain("p@ss", proxy.ToString());
        Assert.True(proxy.IsOfMachine);
    }

    [Theory]
    [InlineData("socks5://user:secret@proxy.example:1080")]
    [InlineData("https://user:secret@proxy.example")]
    [InlineData("http://user:secret@:1")]
    public void What_is_not_an_http_proxy_is_an_error_without_the_value(string value)
    {
        _variables["HTTPS_PROXY"] = value;

        var error = Assert.Throws<NetworkException>(() => Route("CONNECT", "shop.test:443"));

        Assert.StartsWith("HTTPS_PROXY in the emulator's environment is not the address of an HTTP", error.Message);
        Assert.DoesNotContain("secret", error.Message);
    }

    [Fact]
    public void One_variable_may_name_the_proxy_of_all_and_without_any_the_way_is_direct()
    {
        _variables.Clear();
        Assert.Null(Route("CONNECT", "shop.test:443"));

        _variables["ALL_PROXY"] = "http://all.example:1";
        Assert.Equal("all.example:1", Route("GET", "http://shop.test/")?.ToString());
        _variables["no_proxy"] = "*";
        Assert.Null(Route("GET", "http://shop.test/"));
    }

    private UpstreamProxy? Route(string method, string target) =>
        new HostProxies(_variables.GetValueOrDefault).Route(NetworkTarget.Parse(method, target)!);
}

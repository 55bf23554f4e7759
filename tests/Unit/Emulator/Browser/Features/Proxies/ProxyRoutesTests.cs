using AgentCore.Emulator.Browser.Features.Proxies;
using Xunit;

namespace Tests.Emulator.Browser.Features.Proxies;

public sealed class ProxyRoutesTests
{
    private readonly ProxyRoutes _routes = new(
        [
            Proxy("all"),
            Proxy("sub", ".example.com"),
            Proxy("host", "example.com", "a.example.com", "127.0.0.1"),
            Proxy("late"),
        ],
        [".internal.example.com", "bypassed"]);

    [Theory]
    [InlineData("a.example.com", "sub")]
    [InlineData("a.b.EXAMPLE.com.", "sub")]
    [InlineData("example.com", "host")]
    [InlineData("notexample.com", "all")]
    [InlineData("x.internal.example.com", null)]
    [InlineData("internal.example.com", "sub")]
    [InlineData("bypassed", null)]
    [InlineData("127.0.0.1", "host")]
    [InlineData("127.0.0.2", null)]
    [InlineData("::1", null)]
    [InlineData("localhost", null)]
    [InlineData("shop.localhost", null)]
    [InlineData("10.0.0.1", "all")]
    public void The_first_proxy_that_matches_is_used(string host, string? server) =>
        Assert.Equal(server, _routes.For(new(host, 443, true, ""))?.Server);

    private static RoutedProxy Proxy(string server, params string[] domains) =>
        new(new(server, 80, null), domains.Length == 0 ? null : domains);
}

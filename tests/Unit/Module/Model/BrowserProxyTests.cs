using AgentCore;
using AgentCore.Errors;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Model;

public sealed class BrowserProxyTests
{
    private const string Secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:proxy-AbCdEf";

    [Theory]
    [InlineData("proxy.example.com:8080")]
    [InlineData("http://proxy.example.com:8080")]
    [InlineData("HTTP://proxy.example.com:8080/")]
    public void Text_is_read(string text)
    {
        var proxy = BrowserProxy.Parse(text);
        Assert.Equal(("proxy.example.com", 8080), (proxy.Server, proxy.Port));
    }

    [Theory]
    [InlineData("proxy.example.com")]
    [InlineData("https://proxy.example.com:8080")]
    [InlineData("socks5://proxy.example.com:1080")]
    [InlineData("http://proxy.example.com:8080/path")]
    [InlineData("proxy.example.com:8080\n80")]
    [InlineData("proxy.example.com:0")]
    [InlineData("proxy.example.com:65536")]
    [InlineData("-bad-.example.com:80")]
    [InlineData("a b:80")]
    [InlineData("")]
    public void Other_text_is_refused(string text) => Assert.Throws<ArgumentException>(() => BrowserProxy.Parse(text));

    [Fact]
    public void A_password_in_the_address_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<ArgumentException>(() => BrowserProxy.Parse("user:hunter2@proxy.example.com:8080"));
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        Assert.Contains("SecretArn", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_parts_go_into_the_shape()
    {
        BrowserProxy[] proxies =
        [
            new()
            {
                Server = "p.example.com",
                Port = 80,
                DomainPattern = [".example.com"],
                SecretArn = SecretArn.Parse(Secret),
            },
        ];
        var shape = proxies.ToWire(["internal.example.com"])!;
        var external = Assert.Single(shape.Proxies!).ExternalProxy!;
        Assert.Equal(("p.example.com", 80), (external.Server, external.Port));
        Assert.Equal([".example.com"], external.DomainPatterns!);
        Assert.Equal(Secret, external.Credentials!.BasicAuth!.SecretArn);
        Assert.Equal(["internal.example.com"], shape.Bypass!.DomainPatterns!);
    }

    [Fact]
    public void A_bypass_without_a_proxy_is_refused() =>
        Assert.Throws<AgentCoreException>(() => ((BrowserProxy[]?)null).ToWire(["example.com"]));
}

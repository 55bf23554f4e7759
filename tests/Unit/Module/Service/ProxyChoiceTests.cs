using System.Net;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Service;

public sealed class ProxyChoiceTests
{
    [Fact]
    public void What_AWS_Tools_keeps_is_read_by_the_names_of_its_members()
    {
        var proxy = ProxyChoice.Read(new
        {
            Hostname = "http://proxy.example",
            Port = 8080,
            Credentials = new NetworkCredential("ada", "secret"),
            BypassList = new List<string> { @"\.internal$" },
            BypassOnLocal = (bool?)true,
        })!;
        var web = (WebProxy)proxy.ToWebProxy();
        Assert.Equal(new Uri("http://proxy.example:8080/"), web.Address);
        Assert.Equal("ada", web.Credentials!.GetCredential(web.Address!, "Basic")!.UserName);
        Assert.True(web.IsBypassed(new Uri("https://api.internal")));
        Assert.True(web.IsBypassed(new Uri("https://api")));
        Assert.False(web.IsBypassed(new Uri("https://bedrock-agentcore.eu-west-1.amazonaws.com")));
        Assert.Equal("http://proxy.example:8080", proxy.ToString());
    }

    [Theory]
    [InlineData(null, 8080)]
    [InlineData("", 8080)]
    [InlineData("proxy.example", 0)]
    public void What_names_no_proxy_is_none(string? host, int port)
    {
        Assert.Null(ProxyChoice.Read(new { Hostname = host, Port = port }));
        Assert.Null(ProxyChoice.Read(null));
        Assert.Null(ProxyChoice.Read("text"));
    }

    [Fact]
    public void The_same_proxy_leads_to_the_same_connection() => Assert.Equal(
        ProxyChoice.Read(new { Hostname = "p", Port = 1, BypassList = new[] { "a", "b" } }),
        ProxyChoice.Read(new { Hostname = "p", Port = 1, BypassList = new List<string> { "a", "b" } }));
}

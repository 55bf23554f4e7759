using AgentCore.Emulator.Core.Network;
using Xunit;

namespace Tests.Emulator.Core.Network;

/// <summary>What the proxy of a session understands as a target.</summary>
public sealed class NetworkTargetTests
{
    [Theory]
    [InlineData("CONNECT", "example.com:443", "example.com", 443, "", "example.com:443")]
    [InlineData("CONNECT", "[::1]:80", "::1", 80, "", "[::1]")]
    [InlineData("GET", "http://example.com", "example.com", 80, "/", "example.com")]
    [InlineData("GET", "HTTP://Example.com:8080/a%20b?c#d", "Example.com", 8080, "/a%20b?c", "Example.com:8080")]
    [InlineData("GET", "http://example.com?c", "example.com", 80, "/?c", "example.com")]
    [InlineData("GET", "http://a_b.example.com/../x", "a_b.example.com", 80, "/../x", "a_b.example.com")]
    [InlineData("POST", "http://[2001:db8::1]:81/", "2001:db8::1", 81, "/", "[2001:db8::1]:81")]
    public void A_target_is_host_port_and_path(
        string method, string text, string host, int port, string path, string authority)
    {
        var target = NetworkTarget.Parse(method, text)!;

        Assert.Equal(
            (host, port, path, authority), (target.Host, target.Port, target.PathAndQuery, target.Authority));
    }

    [Theory]
    [InlineData("CONNECT", "example.com")]
    [InlineData("CONNECT", "example.com:")]
    [InlineData("CONNECT", "example.com:0")]
    [InlineData("CONNECT", "example.com:65536")]
    [InlineData("CONNECT", "example.com:+80")]
    [InlineData("CONNECT", "http://example.com:80")]
    [InlineData("CONNECT", "example.com:80/path")]
    [InlineData("CONNECT", "user@example.com:80")]
    [InlineData("CONNECT", ":80")]
    [InlineData("GET", "/path")]
    [InlineData("GET", "*")]
    [InlineData("GET", "https://example.com/")]
    [InlineData("GET", "ftp://example.com/")]
    [InlineData("GET", "http://user:password@example.com/")]
    [InlineData("GET", "http://169.254.169.254\\@example.com/")]
    [InlineData("GET", "http://example.com%2f@other/")]
    [InlineData("GET", "http://ex ample.com/")]
    [InlineData("GET", "http://éxample.com/")]
    [InlineData("GET", "http://[example.com]/")]
    [InlineData("GET", "http://[127.0.0.1]/")]
    [InlineData("GET", "http://::1/")]
    [InlineData("GET", "http:///")]
    public void Anything_that_two_programs_might_read_differently_is_not_one(string method, string text) =>
        Assert.Null(NetworkTarget.Parse(method, text));
}

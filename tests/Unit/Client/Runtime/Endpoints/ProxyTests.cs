using System.Net;
using Tests.Client.Support;
using Xunit;

namespace Tests.Client.Runtime.Endpoints;

[Collection(Alone.Name)]
public sealed class ProxyTests : IDisposable
{
    private readonly IWebProxy _before = HttpClient.DefaultProxy;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_endpoint_on_this_machine_is_reached_without_the_proxy_of_the_environment()
    {
        await using var proxy = new LoopbackServer(
            (connection, _, cancellationToken) => connection.RespondAsync(502, "{}", cancellationToken));
        await using var server = new LoopbackServer(
            (connection, _, cancellationToken) => connection.RespondAsync(200, "{}", cancellationToken));
        HttpClient.DefaultProxy = new WebProxy(proxy.Url);
        using var client = LoopbackClient.Of(server);
        await client.StopAsync(Stop);
        Assert.Empty(proxy.Received);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Other_endpoints_are_reached_through_it()
    {
        await using var proxy = new LoopbackServer(
            (connection, _, cancellationToken) => connection.RespondAsync(200, "{}", cancellationToken));
        HttpClient.DefaultProxy = new WebProxy(proxy.Url);
        // The SDK shares HTTP clients among equal configurations; an odd number keeps this one apart.
        using var client = LoopbackClient.Of("http://agentcore.example", c => c.MaxConnectionsPerServer = 7919);
        await client.StopAsync(Stop);
        Assert.StartsWith(
            "PUT http://agentcore.example/browsers/b/", Assert.Single(proxy.Received).Head, StringComparison.Ordinal);
    }

    public void Dispose() => HttpClient.DefaultProxy = _before;
}

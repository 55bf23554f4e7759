using Microsoft.AspNetCore.Http;
using Tests.Emulator.Browser.Features;
using Tests.Emulator.Browser.Features.Proxies;
using Tests.Emulator.Core.Network;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>What a page reaches through the wall: the user's own sites, but neither the emulator nor a proxy.</summary>
public sealed class WallNetworkTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task A_page_opens_what_its_user_serves_on_loopback_by_http_https_and_WebSocket()
    {
        await using var site = await LoopbackSite.StartAsync(http =>
        {
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync("<title>served</title>");
        });
        using var cdp = await _client.AutomateAsync(await _client.StartAsync());
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.CallAsync("Security.setIgnoreCertificateErrors", new() { ["ignore"] = true }, page);
        foreach (var (scheme, port) in new[] { ("http", site.Port), ("https", site.SecurePort) })
        {
            foreach (var host in new[] { "127.0.0.1", "localhost" })
            {
                var address = $"{scheme}://{host}:{port}/";
                await cdp.NavigateAsync(page, address);
                Assert.Equal("served", (string?)await cdp.EvaluateAsync(page, "document.title"));
                Assert.Equal("echo", (string?)await cdp.EvaluateAsync(page, """
                    new Promise((done, fail) => {
                      const socket = new WebSocket(location.href.replace('http', 'ws'));
                      socket.onopen = () => socket.send('echo');
                      socket.onmessage = message => done(message.data);
                      socket.onerror = () => fail('The WebSocket failed.');
                    })
                    """));
            }
        }
    }

    [Fact]
    public async Task A_page_reaches_neither_the_emulator_nor_the_proxy_of_another_session()
    {
        await using var upstream = new RecordingProxy("upstream", "Basic dTpw");
        emulator.Host.AddSecret("proxy", """{"username":"u","password":"p"}""");
        await _client.StartAsync(StandIn.Proxies(StandIn.Proxy(upstream.Port, secret: "proxy")));
        using var cdp = await _client.AutomateAsync(await _client.StartAsync());
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        var port = new Uri(emulator.Host.Url).Port;
        foreach (var host in new[] { "127.0.0.1", "localhost", "127.1.2.3", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]" })
        {
            var text = await OpenAsync(cdp, page, $"http://{host}:{port}/");
            Assert.Contains("is the emulator, which no session can reach", text, StringComparison.Ordinal);
        }

        // Both sessions have theirs at this address, each in a network of its own: this is the page's own.
        await OpenAsync(cdp, page, "http://127.0.0.1:3128/");
        Assert.Empty(upstream.Requests);
    }

    private static async Task<string> OpenAsync(CdpClient cdp, string page, string url)
    {
        await cdp.CallAsync("Page.navigate", new() { ["url"] = url }, page);
        return (string?)await cdp.EvaluateAsync(page, """
            new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))
                .then(() => document.documentElement.innerText)
            """) ?? "";
    }
}

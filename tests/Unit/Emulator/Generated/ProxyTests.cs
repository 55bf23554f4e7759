using System.Text.Json.Nodes;
using Tests.Emulator.Browser;
using Tests.Emulator.Browser.Features;
using Tests.Emulator.Browser.Features.Proxies;
using Xunit;

namespace Tests.Emulator.Generated;

/// <summary>Proxies of a session, with a real Chromium before them.</summary>
public sealed class ProxyTests(
    EmulatorFixture emulator, TestSite site) : IClassFixture<EmulatorFixture>, IClassFixture<TestSite>
{
    // The addresses that a peer connection would use. In a network without interfaces Chromium does not always say that
    // there are no more.
    private const string WaysOfWebRtc = """
        new Promise(done => {
          const peer = new RTCPeerConnection(), found = [];
          setTimeout(() => done(found), 3000);
          peer.onicecandidate = event => event.candidate ? found.push(event.candidate.candidate) : done(found);
          peer.createDataChannel('x');
          peer.createOffer().then(offer => peer.setLocalDescription(offer));
        })
        """;

    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task Each_host_goes_the_way_that_the_patterns_say()
    {
        await using var one = new RecordingProxy("one");
        await using var two = new RecordingProxy("two");
        await using var rest = new RecordingProxy("rest", "Basic dXNlcjpwOnc="); // user:p:w
        emulator.Host.AddSecret("proxies/rest", """{"username":"user","password":"p:w"}""");
        var request = StandIn.Proxies(
            StandIn.Proxy(rest.Port, secret: "proxies/rest-AbCdEf"),
            StandIn.Proxy(one.Port, [".example.test", "127.0.0.1"]),
            StandIn.Proxy(two.Port, ["shop.example.test", "example.test"]));
        request["proxyConfiguration"]!["bypass"] = JsonNode.Parse("""{"domainPatterns":["localhost"]}""");
        using var cdp = await _client.AutomateAsync(await _client.StartAsync(request));
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());

        Assert.Equal("one", await TitleAsync(cdp, page, "http://shop.example.test/a?b=c"));
        Assert.Equal("two", await TitleAsync(cdp, page, "http://EXAMPLE.test/"));
        Assert.Equal("rest", await TitleAsync(cdp, page, "http://elsewhere.test/"));
        Assert.Equal("one", await TitleAsync(cdp, page, site.Url));
        Assert.Equal(
            "Test page",
            await TitleAsync(cdp, page, site.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        Assert.Contains("GET http://shop.example.test/a?b=c HTTP/1.1", one.Requests);
        Assert.Contains("GET http://elsewhere.test/ HTTP/1.1", rest.Requests);
        // Chromium asks nobody for itself
        Assert.All(rest.Requests, line => Assert.Contains("//elsewhere.test/", line, StringComparison.Ordinal));
        Assert.Empty((await cdp.EvaluateAsync(page, WaysOfWebRtc))!.AsArray());
    }

    [Fact]
    public async Task A_proxy_that_refuses_or_is_not_there_fails_the_page_and_not_the_session()
    {
        await using var strict = new RecordingProxy("strict", "Basic other");
        emulator.Host.AddSecret("wrong", """{"username":"user","password":"wrong"}""");
        var nobody = new RecordingProxy("gone");
        await nobody.DisposeAsync();
        using var cdp = await _client.AutomateAsync(await _client.StartAsync(StandIn.Proxies(
            StandIn.Proxy(strict.Port, ["strict.test"], "wrong"),
            StandIn.Proxy(nobody.Port, ["gone.test"]))));
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());

        await TitleAsync(cdp, page, "http://strict.test/");
        Assert.Equal(
            $"The proxy 127.0.0.1:{strict.Port} responded 'HTTP/1.1 407 Proxy Authentication Required'.",
            (string?)await cdp.EvaluateAsync(page, "document.body.innerText"));
        await TitleAsync(cdp, page, "http://gone.test/");
        Assert.StartsWith(
            $"The proxy 127.0.0.1:{nobody.Port} cannot be reached",
            (string?)await cdp.EvaluateAsync(page, "document.body.innerText"),
            StringComparison.Ordinal);
        var refused = await cdp.CallAsync("Page.navigate", new() { ["url"] = "https://strict.test/" }, page);
        Assert.Equal("net::ERR_TUNNEL_CONNECTION_FAILED", (string?)refused["errorText"]);
        Assert.Equal("Test page", await TitleAsync(cdp, page, site.Url));
    }

    [Fact]
    public async Task Five_malformed_proxies_in_a_row_are_refused_and_the_emulator_stays_well()
    {
        emulator.Host.AddSecret("text", "not JSON");
        (JsonObject Request, string Says)[] malformed =
        [
            (StandIn.Proxies(JsonNode.Parse(
                """{"externalProxy":{"server":"http://proxy","port":80}}""")!), "proxies[0].externalProxy.server"),
            (StandIn.Proxies(StandIn.Proxy(70_000)), "must be between 1 and 65535, is 70000"),
            (StandIn.Proxies(StandIn.Proxy(80, [])), "must have 1 to 100 items, has 0"),
            (StandIn.Proxies(StandIn.Proxy(80, secret: "missing")), StandIn.Arn("missing")),
            (StandIn.Proxies(StandIn.Proxy(80, secret: "text")), "'username' and 'password'"),
        ];
        foreach (var (request, says) in malformed)
        {
            var answer = await _client.SendAsync("PUT", $"{BrowserSessions.Path}/start", request);
            Assert.Equal((400, "ValidationException"), (answer.Status, answer.ErrorType));
            Assert.Contains(says, answer.Text("message"), StringComparison.Ordinal);
            Assert.DoesNotContain("not JSON", answer.Text("message"), StringComparison.Ordinal);
        }

        await _client.StartAsync();
    }

    private static async Task<string?> TitleAsync(CdpClient cdp, string page, string url)
    {
        await cdp.NavigateAsync(page, url);
        return (string?)await cdp.EvaluateAsync(page, "document.title");
    }
}

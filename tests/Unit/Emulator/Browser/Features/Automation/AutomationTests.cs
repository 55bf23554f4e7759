using System.Net.WebSockets;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using Xunit;

namespace Tests.Emulator.Browser.Features.Automation;

public sealed class AutomationTests(EmulatorFixture emulator, TestSite site)
    : IClassFixture<EmulatorFixture>, IClassFixture<TestSite>
{
    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task Two_clients_share_one_browser_and_do_not_disturb_each_other()
    {
        await using var host = await StartForTwoAsync();
        var client = new EmulatorClient(host);
        var session = await client.StartAsync();
        using var one = await client.AutomateAsync(session);
        using var two = await client.AutomateAsync(session);
        var autoAttach = new JsonObject
        {
            ["autoAttach"] = true,
            ["waitForDebuggerOnStart"] = false,
            ["flatten"] = true,
        };
        await one.CallAsync("Target.setAutoAttach", autoAttach.DeepClone().AsObject());
        await two.CallAsync("Target.setAutoAttach", autoAttach);

        var pageOfOne = SessionOf(await AttachedAsync(one));
        var pageOfTwo = SessionOf(await AttachedAsync(two));
        Assert.NotEqual(pageOfOne, pageOfTwo);

        await one.NavigateAsync(pageOfOne, site.Url);
        Assert.Equal("Test page", (string?)await two.EvaluateAsync(pageOfTwo, "document.title"));
        Assert.DoesNotContain(
            two.Events, cdpEvent => ((string)cdpEvent["method"]!).StartsWith("Page.", StringComparison.Ordinal));

        var stolen = await Assert.ThrowsAsync<InvalidOperationException>(() => two.EvaluateAsync(pageOfOne, "1"));
        Assert.Equal("Session with given id not found.", stolen.Message);
    }

    [Fact]
    public async Task Many_commands_in_flight_of_both_clients_get_their_own_replies()
    {
        await using var host = await StartForTwoAsync();
        var client = new EmulatorClient(host);
        var session = await client.StartAsync();
        using var one = await client.AutomateAsync(session);
        using var two = await client.AutomateAsync(session);
        var pageOfOne = await one.AttachAsync(await one.FirstPageAsync());
        var pageOfTwo = await two.AttachAsync(await two.FirstPageAsync());
        for (var id = 1000; id < 1200; id++)
        {
            await one.SendAsync(Evaluation(id, pageOfOne, $"'one ' + {id}"));
            await two.SendAsync(Evaluation(id, pageOfTwo, $"'two ' + {id}"));
        }

        for (var id = 1000; id < 1200; id++)
        {
            Assert.Equal($"{id} one {id}", await ReplyAsync(one));
            Assert.Equal($"{id} two {id}", await ReplyAsync(two));
        }
    }

    [Fact]
    public async Task A_client_sees_its_own_browser_level_session_alone()
    {
        using var cdp = await _client.AutomateAsync(await _client.StartAsync());
        await cdp.CallAsync("Target.setDiscoverTargets", new()
        {
            ["discover"] = true,
            ["filter"] = new JsonArray(new JsonObject()),
        });
        await cdp.CallAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        Assert.Single(cdp.Events, cdpEvent =>
            (string?)cdpEvent["method"] == "Target.targetCreated"
            && (string?)cdpEvent["params"]!["targetInfo"]!["type"] == "browser");
    }

    [Fact]
    public async Task A_page_stays_open_when_its_client_disconnects_and_the_next_client_finds_it()
    {
        var session = await _client.StartAsync();
        using (var first = await _client.AutomateAsync(session))
        {
            await first.NavigateAsync(await first.AttachAsync(await first.FirstPageAsync()), site.Url);
            await first.Socket.CloseAsync(
                WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        }

        using var second = await _client.AutomateAsync(session);
        var page = await second.AttachAsync(await second.FirstPageAsync());
        Assert.Equal("Test page", (string?)await second.EvaluateAsync(page, "document.title"));
    }

    [Fact]
    public async Task An_invalid_command_gets_an_error_and_the_connection_stays_open()
    {
        using var cdp = await _client.AutomateAsync(await _client.StartAsync());
        foreach (var message in new[]
        {
            "no json",
            "[]",
            """{"id":"x","method":"Browser.getVersion"}""",
            """{"method":"Browser.getVersion"}""",
            """{"id":7}""",
            """{"id":7,"method":"Browser.getVersion"} {}""",
            """{"id":7,"method":"\ud800"}""",
            """{"\ud800":1,"id":7,"method":"Browser.getVersion"}""",
        })
        {
            await cdp.SendAsync(message);
            Assert.True((await cdp.ReadAsync())!["error"]?["message"] is not null, message);
            Assert.NotNull((await cdp.CallAsync("Browser.getVersion"))["product"]);
        }
    }

    [Fact]
    public async Task Deep_nesting_in_a_page_affects_neither_the_session_nor_its_save()
    {
        var session = await _client.StartAsync();
        using var cdp = await _client.AutomateAsync(session);
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.NavigateAsync(page, site.Url);
        await cdp.EvaluateAsync(page, Nest("iframe", "one.contentDocument.body", 40));
        var tree = (await cdp.CallAsync("Page.getFrameTree", session: page))["frameTree"];
        Assert.Equal(40, Depth(tree, node => node["childFrames"]?[0]));

        await cdp.EvaluateAsync(page, Nest("div", "one", 140));
        var document = (await cdp.CallAsync("DOM.getDocument", new() { ["depth"] = -1 }, page))["root"];
        Assert.Equal(142, Depth(document, node => node["children"]?.AsArray().LastOrDefault()));

        var value = await cdp.EvaluateAsync(
            page, "{ const top = {}; for (let i = 0, one = top; i < 250; i++) one = one.a = {}; top }");
        Assert.Equal(250, Depth(value, node => node["a"]));

        var profile = await _client.SendAsync("PUT", "/browser-profiles", new JsonObject { ["name"] = "deep" });
        var saved = await _client.SendAsync("PUT", $"/browser-profiles/{profile.Text("profileId")}/save", new JsonObject
        {
            ["browserIdentifier"] = "aws.browser.v1",
            ["sessionId"] = BrowserSessions.IdOf(session),
        });
        Assert.Equal(200, saved.Status);
        Assert.Equal("READY", (string?)(await _client.GetAsync(BrowserSessions.IdOf(session)))["status"]);
    }

    [Fact]
    public async Task A_deeply_nested_command_gets_a_reply()
    {
        using var cdp = await _client.AutomateAsync(await _client.StartAsync());
        Assert.NotNull((await ReplyToAsync(298))["result"]);
        foreach (var tooMuch in new[] { 299, 100_000 })
        {
            var error = (await ReplyToAsync(tooMuch))["error"]!;
            Assert.Contains("at most 300 levels", (string?)error["message"], StringComparison.Ordinal);
        }

        async Task<JsonNode> ReplyToAsync(int levels) // and two more: the message and its params
        {
            var deep = new string('[', levels) + new string(']', levels);
            await cdp.SendAsync($$$"""{"id":{{{levels}}},"method":"Target.getTargets","params":{"x":{{{deep}}} } }""");
            var response = await cdp.ReadAsync();
            Assert.Equal(levels, (int?)response!["id"]);
            return response;
        }
    }

    [Fact]
    public async Task Disabling_the_stream_disconnects_automation_and_enabling_admits_it_again()
    {
        var session = await _client.StartAsync();
        var id = BrowserSessions.IdOf(session);
        using var cdp = await _client.AutomateAsync(session);

        var disabled = await _client.SetStreamAsync(id, "DISABLED");
        Assert.Equal("DISABLED", (string?)disabled.Body["streams"]!["automationStream"]!["streamStatus"]);
        Assert.Equal((1008, "Automation of this session was disabled."), await Sockets.ReadToCloseAsync(cdp.Socket));
        Assert.Equal(403, (await Assert.ThrowsAsync<RefusedException>(() => _client.AutomateAsync(session))).Status);
        Assert.Equal("READY", (string?)(await _client.GetAsync(id))["status"]);

        await _client.SetStreamAsync(id, "ENABLED");
        using var again = await _client.AutomateAsync(session);
        Assert.NotNull((await again.CallAsync("Browser.getVersion"))["product"]);
    }

    [Fact]
    public async Task Stopping_the_session_closes_its_connections_with_the_reason()
    {
        var session = await _client.StartAsync();
        using var cdp = await _client.AutomateAsync(session);
        await _client.StopAsync(BrowserSessions.IdOf(session));
        Assert.Equal((1001, "The session has ended: it was stopped."), await Sockets.ReadToCloseAsync(cdp.Socket));
        Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => _client.AutomateAsync(session))).Status);
    }

    [Fact]
    public async Task A_browser_that_is_closed_by_its_client_ends_the_session()
    {
        var session = await _client.StartAsync();
        using var cdp = await _client.AutomateAsync(session);
        await cdp.SendAsync("""{"id":1,"method":"Browser.close"}""");
        Assert.Equal(1001, (await Sockets.ReadToCloseAsync(cdp.Socket)).Code);
        Assert.Equal("TERMINATED", (string?)(await _client.GetAsync(BrowserSessions.IdOf(session)))["status"]);
    }

    [Fact]
    public async Task A_connection_with_another_secret_or_region_or_without_a_signature_is_rejected()
    {
        var session = await _client.StartAsync();
        var wrongSecret = new EmulatorClient(emulator.Host) { Signer = new(emulator.Host.AccessKey, "other") };
        var wrongRegion = new EmulatorClient(emulator.Host)
        {
            Signer = new(emulator.Host.AccessKey, emulator.Host.SecretKey) { Region = "eu-west-1" },
        };
        var secretFailure = await Assert.ThrowsAsync<RefusedException>(() => wrongSecret.AutomateAsync(session));
        Assert.Equal(403, secretFailure.Status);
        var regionFailure = await Assert.ThrowsAsync<RefusedException>(() => wrongRegion.AutomateAsync(session));
        Assert.Equal(404, regionFailure.Status);

        using var unsigned = new ClientWebSocket();
        unsigned.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => unsigned.ConnectAsync(
            new(BrowserSessions.AutomationAddress(session)), TestContext.Current.CancellationToken));
        Assert.Equal(403, (int)unsigned.HttpStatusCode);
    }

    [Fact]
    public async Task A_plain_request_gets_an_error_that_names_the_WebSocket()
    {
        var session = await _client.StartAsync();
        var response = await _client.SendAsync("GET", new Uri(BrowserSessions.AutomationAddress(session)).AbsolutePath);
        Assert.Equal((400, "ValidationException"), (response.Status, response.ErrorType));
        Assert.Contains("WebSocket", response.Text("message"), StringComparison.Ordinal);
    }

    private static Task<EmulatorHost> StartForTwoAsync() => EmulatorHost.StartAsync(
        new() { Quotas = new() { [Quota.AutomationStreams] = 2 } }, TestContext.Current.CancellationToken);

    // JavaScript that nests elements, each in the value of `inner` for the one before.
    private static string Nest(string element, string inner, int count) => $$"""
        for (let i = 0, place = document.body; i < {{count}}; i++) {
          const one = place.appendChild(document.createElement('{{element}}'));
          place = {{inner}};
        }
        """;

    private static int Depth(JsonNode? top, Func<JsonNode, JsonNode?> below)
    {
        var levels = -1;
        for (var node = top; node is not null; node = below(node))
        {
            levels++;
        }

        return levels;
    }

    private static string Evaluation(int id, string session, string expression) => new JsonObject
    {
        ["id"] = id,
        ["method"] = "Runtime.evaluate",
        ["params"] = new JsonObject { ["expression"] = expression },
        ["sessionId"] = session,
    }.ToJsonString();

    private static async Task<string> ReplyAsync(CdpClient cdp)
    {
        var reply = (await cdp.ReadAsync())!;
        return $"{reply["id"]} {reply["result"]!["result"]!["value"]}";
    }

    private static async Task<JsonNode> AttachedAsync(CdpClient cdp) =>
        cdp.Events.FirstOrDefault(cdpEvent => (string?)cdpEvent["method"] == "Target.attachedToTarget")
        ?? await cdp.NextEventAsync("Target.attachedToTarget");

    private static string SessionOf(JsonNode attached) => (string)attached["params"]!["sessionId"]!;
}

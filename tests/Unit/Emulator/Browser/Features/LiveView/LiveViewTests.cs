using System.Net.WebSockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using Xunit;

namespace Tests.Emulator.Browser.Features.LiveView;

public sealed partial class LiveViewTests(EmulatorFixture emulator, TestSite site)
    : IClassFixture<EmulatorFixture>, IClassFixture<TestSite>
{
    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task The_page_needs_its_signature_and_loads_nothing_else()
    {
        var session = await _client.StartAsync(new() { ["name"] = "<b>\\probe" });
        var page = await OpenPageAsync(_client, session);
        Assert.Equal(200, page.Status);
        var html = (string)page.Body!;
        Assert.Contains("DCV", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(http|//)", html);
        Assert.StartsWith(
            "default-src 'none'; script-src 'nonce-",
            page.Headers["Content-Security-Policy"],
            StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Frames_arrive_and_mouse_and_keys_reach_the_page_while_automation_is_disabled()
    {
        var session = await _client.StartAsync(BrowserSessions.SmallViewPort());
        using (var cdp = await _client.AutomateAsync(session))
        {
            await cdp.NavigateAsync(await cdp.AttachAsync(await cdp.FirstPageAsync()), site.Url);
        }

        await _client.SetStreamAsync(BrowserSessions.IdOf(session), "DISABLED");
        using var view = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(_client, session)));
        Assert.Equal(WebSocketState.Open, view.State);
        await PictureAsync(view);

        // The button is 200x80 pixels at 100,100; the view sends coordinates as fractions of the frame.
        await SendAsync(view, Mouse("mousePressed", 200 / 800.0, 140 / 600.0));
        await SendAsync(view, Mouse("mouseReleased", 200 / 800.0, 140 / 600.0));
        await SendAsync(view, Mouse("mousePressed", 200 / 800.0, 320 / 600.0));
        await SendAsync(view, Mouse("mouseReleased", 200 / 800.0, 320 / 600.0));
        foreach (var key in "hé")
        {
            await SendAsync(view, new() { ["type"] = "keyDown", ["key"] = $"{key}", ["text"] = $"{key}" });
            await SendAsync(view, new() { ["type"] = "keyUp", ["key"] = $"{key}" });
        }

        await SendAsync(
            view, new() { ["type"] = "keyDown", ["key"] = "Backspace", ["code"] = "Backspace", ["keyCode"] = 8 });
        await SendAsync(view, new() { ["type"] = "nonsense" });
        await SendAsync(view, new() { ["type"] = "insertText", ["text"] = "allo" });
        await TitleAsync(view, "hallo"); // the page shows what was typed in its title
        await SendAsync(view, Mouse("mouseWheel", 0.5, 0.5, deltaY: 400));
        await PictureAsync(view);

        await _client.SetStreamAsync(BrowserSessions.IdOf(session), "ENABLED");
        using var after = await _client.AutomateAsync(session);
        var page = await after.AttachAsync(await after.FirstPageAsync());
        Assert.Equal(1, (int?)await after.EvaluateAsync(page, "clicks"));
        Assert.Equal("h,é,Backspace", (string?)await after.EvaluateAsync(page, "keys.join()"));
        Assert.True((bool?)await after.EvaluateAsync(
            page,
            "new Promise(done => scrollY > 0 ? done(true) : addEventListener('scroll', () => done(true)))"));
    }

    [Fact]
    public async Task The_view_switches_to_the_newest_page_and_back_when_it_closes()
    {
        var session = await _client.StartAsync();
        using var cdp = await _client.AutomateAsync(session);
        using var view = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(_client, session)));
        var first = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.NavigateAsync(first, "data:text/html,<title>first</title>");
        await TitleAsync(view, "first");
        var second = await cdp.CallAsync(
            "Target.createTarget", new() { ["url"] = "data:text/html,<title>second</title>" });
        await TitleAsync(view, "second");
        await cdp.CallAsync("Target.closeTarget", new() { ["targetId"] = (string?)second["targetId"] });
        await TitleAsync(view, "first");
    }

    [Fact]
    public async Task A_change_of_the_title_alone_is_reported()
    {
        var session = await _client.StartAsync();
        using var cdp = await _client.AutomateAsync(session);
        using var view = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(_client, session)));
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await PictureAsync(view);
        foreach (var title in new[] { "one", "two", "three" })
        {
            await cdp.EvaluateAsync(page, $"document.title = '{title}'");
            await TitleAsync(view, title);
        }
    }

    [Fact]
    public async Task A_token_is_valid_once_and_for_its_own_session()
    {
        var session = await _client.StartAsync();
        var other = await _client.StartAsync();
        var token = TokenIn(await OpenPageAsync(_client, session));
        Assert.Equal(403, (await Assert.ThrowsAsync<RefusedException>(() => OpenSocketAsync(other, token))).Status);
        using var view = await OpenSocketAsync(session, token);
        Assert.Equal(403, (await Assert.ThrowsAsync<RefusedException>(() => OpenSocketAsync(session, token))).Status);

        // The socket sends the token for the next connection, which replaces this one.
        var next = await NextTokenAsync(view);
        using var again = await OpenSocketAsync(session, next);
        await PictureAsync(again);
        Assert.Equal((1000, ""), await Sockets.ReadToCloseAsync(view));
    }

    [Fact]
    public async Task A_second_live_view_waits_until_the_first_one_is_closed()
    {
        var session = await _client.StartAsync();
        using var first = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(_client, session)));
        await PictureAsync(first);
        using var second = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(_client, session)));
        var next = await NextTokenAsync(second);
        Assert.Equal(
            (4001, "Another live view of this session is open. Close it to use this one."),
            await Sockets.ReadToCloseAsync(second));

        first.Abort(); // as a browser that was killed
        using var admitted = await OpenSocketAsync(session, next);
        await PictureAsync(admitted);
    }

    [Fact]
    public async Task Several_live_views_can_be_allowed()
    {
        await using var host = await EmulatorHost.StartAsync(new()
        {
            Quotas = new() { [Quota.LiveViews] = 2 },
        }, TestContext.Current.CancellationToken);
        var client = new EmulatorClient(host);
        var session = await client.StartAsync();
        using var first = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(client, session)));
        using var second = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(client, session)));
        await PictureAsync(first);
        await PictureAsync(second);
    }

    [Fact]
    public async Task A_dialog_of_the_page_is_shown_and_answered()
    {
        var session = await _client.StartAsync();
        using var cdp = await _client.AutomateAsync(session);
        using var view = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(_client, session)));
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await PictureAsync(view);
        await cdp.EvaluateAsync(page, "setTimeout(() => document.title = prompt('Name?', 'nobody'))");
        var shown = await NewsAsync(view, news => (string?)news["type"] == "dialog" && news["kind"] is not null);
        Assert.Equal(
            ("prompt", "Name?", "nobody"),
            ((string?)shown["kind"], (string?)shown["message"], (string?)shown["text"]));

        await SendAsync(view, new() { ["type"] = "dialog", ["accept"] = true, ["text"] = "Ada" });
        await NewsAsync(view, news => (string?)news["type"] == "dialog" && news["kind"] is null);
        await TitleAsync(view, "Ada");
    }

    [Fact]
    public async Task The_end_of_a_killed_browser_is_reported_to_all_clients()
    {
        var session = await _client.StartAsync();
        using var cdp = await _client.AutomateAsync(session);
        using var view = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(_client, session)));
        await PictureAsync(view);

        // Chromium numbers its processes in a namespace of its own, so it has to end itself.
        await cdp.SendAsync("""{"id":9999,"method":"Browser.crash"}""");
        Assert.Equal((4000, "The browser has ended."), await Sockets.ReadToCloseAsync(view));
        Assert.Equal((1001, "The browser has ended."), await Sockets.ReadToCloseAsync(cdp.Socket));
        var action = await _client.InvokeAsync(BrowserSessions.IdOf(session), """{"screenshot":{}}""");
        Assert.Equal((404, "ResourceNotFoundException"), (action.Status, action.ErrorType));
        Assert.Contains("its browser has ended", action.Text("message"), StringComparison.Ordinal);
        Assert.Equal("TERMINATED", (string?)(await _client.GetAsync(BrowserSessions.IdOf(session)))["status"]);
    }

    [Fact]
    public async Task The_end_of_the_session_is_reported_with_a_code_that_stops_reconnecting()
    {
        var session = await _client.StartAsync();
        using var view = await OpenSocketAsync(session, TokenIn(await OpenPageAsync(_client, session)));
        await _client.StopAsync(BrowserSessions.IdOf(session));
        Assert.Equal((4000, "The session has ended: it was stopped."), await Sockets.ReadToCloseAsync(view));
        Assert.Equal(404, (await OpenPageAsync(_client, session)).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(301)]
    public async Task An_address_whose_lifetime_is_too_long_or_zero_is_rejected(int expires)
    {
        var session = await _client.StartAsync();
        var response = await OpenPageAsync(_client, session, expires);
        Assert.Equal((403, "InvalidSignatureException"), (response.Status, response.ErrorType));
        Assert.Contains("between 1 and 300", response.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_from_another_origin_is_rejected()
    {
        var session = await _client.StartAsync();
        var token = TokenIn(await OpenPageAsync(_client, session));
        var failure = await Assert.ThrowsAsync<RefusedException>(
            () => OpenSocketAsync(session, token, "http://evil.example"));
        Assert.Equal(403, failure.Status);
    }

    private static Task<Answer> OpenPageAsync(EmulatorClient client, JsonNode session, int expires = 60)
    {
        var signed = client.Signer.Presign(new(BrowserSessions.LiveViewAddress(session)), expires);
        return EmulatorClient.SendAsync(new(HttpMethod.Get, signed));
    }

    private static string TokenIn(Answer page) => Token().Match((string)page.Body!).Groups[1].Value;

    private static async Task<ClientWebSocket> OpenSocketAsync(JsonNode session, string token, string? origin = null)
    {
        var page = new Uri(BrowserSessions.LiveViewAddress(session));
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.AddSubProtocol("agentcore.live-view");
        socket.Options.AddSubProtocol(token);
        socket.Options.SetRequestHeader("Origin", origin ?? $"http://{page.Authority}");
        try
        {
            await socket.ConnectAsync(
                new($"ws://{page.Authority}{page.AbsolutePath}/socket"), TestContext.Current.CancellationToken);
            return socket;
        }
        catch (WebSocketException error)
        {
            throw new RefusedException((int)socket.HttpStatusCode, error);
        }
    }

    private static async Task PictureAsync(WebSocket view)
    {
        while (true)
        {
            if (await Sockets.ReadAsync(view) is (WebSocketMessageType.Binary, var picture))
            {
                Assert.Equal([0xFF, 0xD8, 0xFF], picture[..3]); // how every JPEG begins
                return;
            }
        }
    }

    private static Task TitleAsync(WebSocket view, string title) =>
        NewsAsync(view, news => (string?)news["title"] == title);

    private static async Task<string> NextTokenAsync(WebSocket view) =>
        (string)(await NewsAsync(view, news => (string?)news["type"] == "token"))["token"]!;

    private static async Task<JsonNode> NewsAsync(WebSocket view, Func<JsonNode, bool> isWanted)
    {
        while (true)
        {
            if (await Sockets.ReadAsync(view) is (WebSocketMessageType.Text, var bytes)
                && JsonNode.Parse(bytes)! is var news && isWanted(news))
            {
                return news;
            }
        }
    }

    private static JsonObject Mouse(string type, double x, double y, double deltaY = 0) => new()
    {
        ["type"] = type,
        ["x"] = x,
        ["y"] = y,
        ["button"] = type == "mouseWheel" ? "none" : "left",
        ["clickCount"] = type == "mouseWheel" ? 0 : 1,
        ["deltaY"] = deltaY,
    };

    private static Task SendAsync(WebSocket view, JsonObject input) => view.SendAsync(
        System.Text.Encoding.UTF8.GetBytes(input.ToJsonString()),
        WebSocketMessageType.Text,
        endOfMessage: true,
        TestContext.Current.CancellationToken);

    [GeneratedRegex("data-token=\"([^\"]+)\"")]
    private static partial Regex Token();
}

using System.Text.Json.Nodes;
using AgentCore.Emulator;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Emulator.Browser.Features.Profiles;

/// <summary>Profiles with a real Chromium: the next session has the state of the one before.</summary>
public sealed class ProfileStateTests(ShopSite shop) : IClassFixture<ShopSite>, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private EmulatorHost? _host;

    private EmulatorClient Client => new(_host!);

    public async ValueTask InitializeAsync() => _host = await EmulatorHost.StartAsync(
        new() { TimeProvider = _clock, DataFolder = _folder, IsQuiet = true }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_sign_in_lasts_into_the_next_session_also_after_a_restart()
    {
        var profile = await CreateAsync();
        var session = await Client.StartAsync();
        using (var cdp = await Client.AutomateAsync(session))
        {
            var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
            await cdp.NavigateAsync(page, shop.At("localhost", "/login?as=Ann"));
            await cdp.EvaluateAsync(
                page,
                """
                localStorage.setItem('basket', 'caf\u00e9 \ud83d\ude00');
                localStorage.setItem('broken \ud800', '\udc00')
                """);
            await cdp.NavigateAsync(page, shop.At("127.0.0.1")); // leaves no page of the first origin behind
        }

        var saved = await SaveAsync(profile, session);
        Assert.Equal(
            (200, profile, "aws.browser.v1"),
            (saved.Status, saved.Text("profileIdentifier"), saved.Text("browserIdentifier")));
        await Client.StopAsync(BrowserSessions.IdOf(session));
        await InitializeAgainAsync();

        using var next = await Client.AutomateAsync(await Client.StartAsync(With(profile)));
        Assert.Single((await next.CallAsync("Target.getTargets"))["targetInfos"]!.AsArray());
        var shown = await next.AttachAsync(await next.FirstPageAsync());
        await next.NavigateAsync(shown, shop.At("localhost"));
        Assert.Equal("Hello Ann", (string?)await next.EvaluateAsync(shown, "document.body.innerText"));
        const string left = """
            [
              localStorage.length,
              localStorage.getItem('basket'),
              localStorage.getItem('broken \ud800') === '\udc00',
              history.length,
            ].join()
            """;
        Assert.Equal("2,café 😀,true,2", (string?)await next.EvaluateAsync(shown, left));

        var cookies = (await next.CallAsync("Storage.getCookies"))["cookies"]!.AsArray()
            .ToDictionary(cookie => (string)cookie!["name"]!);
        Assert.Equal(["seen", "user"], cookies.Keys.Order());
        var user = cookies["user"]!;
        Assert.Equal(
            (true, true, "Strict", "localhost"),
            ((bool)user["session"]!, (bool)user["httpOnly"]!, (string?)user["sameSite"], (string?)user["domain"]));
        Assert.Equal((false, "/basket"), ((bool)cookies["seen"]!["session"]!, (string?)cookies["seen"]!["path"]));
    }

    [Fact]
    public async Task Frames_are_saved_and_a_page_that_hangs_or_shows_a_dialog_does_not_block()
    {
        var profile = await CreateAsync();
        var session = await Client.StartAsync();
        using (var cdp = await Client.AutomateAsync(session))
        {
            var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
            await cdp.NavigateAsync(page, shop.At("a.localhost", "/frame?of=" + shop.At("b.a.localhost", "/keep")));
            var asking = await OpenAsync(cdp, "d.localhost");
            await cdp.EvaluateAsync(asking, "void setTimeout(() => confirm('Really?'))");
            await cdp.NextEventAsync("Page.javascriptDialogOpening");
            var hanging = await OpenAsync(cdp, "c.localhost");
            await cdp.SendAsync($$"""
                {
                  "id": 999999, "sessionId": "{{hanging}}",
                  "method": "Runtime.evaluate", "params": { "expression": "for (;;) {}" }
                }
                """);
            Assert.Equal(200, (await SaveAsync(profile, session)).Status);
            Assert.Equal(3, (await cdp.CallAsync("Target.getTargets"))["targetInfos"]!.AsArray().Count);
        }

        using var next = await Client.AutomateAsync(await Client.StartAsync(With(profile)));
        var shown = await next.AttachAsync(await next.FirstPageAsync());
        foreach (var host in new[] { "b.a.localhost", "c.localhost", "d.localhost" })
        {
            await next.NavigateAsync(shown, shop.At(host));
            Assert.Equal(host, (string?)await next.EvaluateAsync(shown, "localStorage.getItem('kept')"));
        }
    }

    [Fact]
    public async Task An_origin_that_a_policy_blocks_is_skipped_and_does_not_block()
    {
        var profile = await CreateAsync();
        var session = await Client.StartAsync();
        using (var cdp = await Client.AutomateAsync(session))
        {
            await OpenAsync(cdp, "c.localhost");
            await OpenAsync(cdp, "d.localhost");
        }

        Assert.Equal(200, (await SaveAsync(profile, session)).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _host!.AddObject("policy.json", """{ "URLBlocklist": ["c.localhost"] }""");
        var request = With(profile);
        request["enterprisePolicies"] = new JsonArray(StandIn.S3("policy.json"));
        var limited = await Client.StartAsync(request);
        using (var cdp = await Client.AutomateAsync(limited))
        {
            var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
            await cdp.NavigateAsync(page, shop.At("d.localhost"));
            Assert.Equal("d.localhost", (string?)await cdp.EvaluateAsync(page, "localStorage.getItem('kept')"));
            var blocked = await cdp.CallAsync("Page.navigate", new() { ["url"] = shop.At("c.localhost") }, page);
            Assert.Equal("net::ERR_BLOCKED_BY_ADMINISTRATOR", (string?)blocked["errorText"]);
        }

        Assert.Equal(200, (await SaveAsync(profile, limited)).Status);
    }

    [Fact]
    public async Task A_save_replaces_the_old_state_and_does_not_change_running_sessions()
    {
        var profile = await CreateAsync();
        var first = await SignInAsync("Ann");
        Assert.Equal(200, (await SaveAsync(profile, first)).Status);
        var saving = await GetAsync(profile);
        Assert.Equal("SAVING", saving.Text("status"));
        Assert.Equal(
            (BrowserSessions.IdOf(first), "aws.browser.v1"),
            (saving.Text("lastSavedBrowserSessionId"), saving.Text("lastSavedBrowserId")));
        Assert.Equal(saving.Text("lastUpdatedAt"), saving.Text("lastSavedAt"));
        AssertPrivate(profile);
        AssertFailed(await SaveAsync(profile, first), 409, "is SAVING, not READY");
        AssertFailed(await Client.SendAsync("DELETE", $"/browser-profiles/{profile}"), 409, "is SAVING, not READY");

        var sessions = await Task.WhenAll(Client.StartAsync(With(profile)), Client.StartAsync(With(profile)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("READY", (await GetAsync(profile)).Text("status"));
        Assert.Equal(200, (await SaveAsync(profile, await SignInAsync("Bob"))).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await Client.SendAsync("DELETE", $"/browser-profiles/{profile}")).Status);
        Assert.All(await Task.WhenAll(sessions.Select(GreetingAsync)), greeting => Assert.Equal("Hello Ann", greeting));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "browser-profiles")));
    }

    [Fact]
    public async Task A_profile_without_state_starts_an_empty_browser_and_an_ended_session_cannot_be_saved()
    {
        var profile = await CreateAsync();
        var session = await Client.StartAsync(With(profile));
        var got = await Client.GetAsync(BrowserSessions.IdOf(session));
        Assert.Equal(profile, (string?)got["profileConfiguration"]!["profileIdentifier"]);
        Assert.Equal("Sign in", await GreetingAsync(session));

        await Client.StopAsync(BrowserSessions.IdOf(session));
        AssertFailed(await SaveAsync(profile, session), 404, "has ended: it was stopped");
        var left = await GetAsync(profile);
        Assert.Equal(("READY", null), (left.Text("status"), left.Text("lastSavedAt")));
    }

    [Fact]
    public async Task A_save_that_cannot_be_written_does_not_change_the_profile()
    {
        var profile = await CreateAsync();
        var session = await Client.StartAsync();
        foreach (var file in new[] { $"browser-profiles/{profile}.json", "browser-profiles.json" })
        {
            // Prevents the write as a full disk does, even for root.
            var inTheWay = Directory.CreateDirectory(Path.Combine(_folder, file + ".new"));
            AssertFailed(
                await SaveAsync(profile, session), 500, $"'{Path.Combine(_folder, file)}' cannot be written: ");
            var left = await GetAsync(profile);
            Assert.Equal(("READY", null), (left.Text("status"), left.Text("lastSavedAt")));
            inTheWay.Delete();
        }

        Assert.Equal(200, (await SaveAsync(profile, session)).Status);
    }

    [Fact]
    public async Task A_state_that_Chromium_does_not_accept_is_reported_and_leaves_no_browser()
    {
        var profile = await CreateAsync();
        const string state = """{"Cookies":[{"name":"a","value":"secret"}],"LocalStorage":{}}"""; // of no site
        var file = Path.Combine(_folder, "browser-profiles", profile + ".json");
        await File.WriteAllTextAsync(file, state, TestContext.Current.CancellationToken);
        var response = await Client.SendAsync("PUT", $"{BrowserSessions.Path}/start", With(profile));
        AssertFailed(response, 500, $"Chromium does not accept the state of the browser profile {profile}");
        Assert.DoesNotContain("secret", response.Text("message"), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_folder, "sessions", "browser")));
    }

    private static JsonObject With(string profile) =>
        new() { ["profileConfiguration"] = new JsonObject { ["profileIdentifier"] = profile } };

    private static void AssertFailed(Answer response, int status, string message)
    {
        Assert.Equal(status, response.Status);
        Assert.Contains(message, response.Text("message"), StringComparison.Ordinal);
    }

    private void AssertPrivate(string profile)
    {
        if (!OperatingSystem.IsWindows())
        {
            var folder = Path.Combine(_folder, "browser-profiles");
            var mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(mine | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.Equal(mine, File.GetUnixFileMode(Path.Combine(folder, profile + ".json")));
        }
    }

    private async Task InitializeAgainAsync()
    {
        await _host!.DisposeAsync();
        await InitializeAsync();
    }

    private async Task<string> OpenAsync(CdpClient cdp, string host)
    {
        var created = await cdp.CallAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        var page = await cdp.AttachAsync((string)created["targetId"]!);
        await cdp.NavigateAsync(page, shop.At(host, "/keep"));
        return page;
    }

    private async Task<JsonNode> SignInAsync(string user)
    {
        var session = await Client.StartAsync();
        using var cdp = await Client.AutomateAsync(session);
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.NavigateAsync(page, shop.At("localhost", "/login?as=" + user));
        return session;
    }

    private async Task<string?> GreetingAsync(JsonNode session)
    {
        using var cdp = await Client.AutomateAsync(session);
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.NavigateAsync(page, shop.At("localhost"));
        return (string?)await cdp.EvaluateAsync(page, "document.body.innerText");
    }

    private async Task<string> CreateAsync() =>
        (await Client.SendAsync("PUT", "/browser-profiles", new JsonObject { ["name"] = "shop" })).Text("profileId")!;

    private Task<Answer> GetAsync(string profile) => Client.SendAsync("GET", $"/browser-profiles/{profile}");

    private Task<Answer> SaveAsync(string profile, JsonNode session) => Client.SendAsync(
        "PUT",
        $"/browser-profiles/{profile}/save",
        new JsonObject { ["browserIdentifier"] = "aws.browser.v1", ["sessionId"] = BrowserSessions.IdOf(session) });
}

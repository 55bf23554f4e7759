using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using Tests.Emulator.Browser;
using Tests.Emulator.Browser.Features;
using Xunit;

namespace Tests.Emulator.Resources;

/// <summary>Quotas that are set to small numbers, and what exceeds them.</summary>
public sealed class QuotaTests(QuotaTests.SmallEmulator emulator) : IClassFixture<QuotaTests.SmallEmulator>
{
    private EmulatorClient Client => new(emulator.Host);

    [Theory]
    [InlineData("/browsers", "browserId", "PUBLIC", "browsers")]
    [InlineData("/code-interpreters", "codeInterpreterId", "SANDBOX", "code-interpreters")]
    [InlineData("/browser-profiles", "profileId", null, "browser-profiles")]
    public async Task Resources_of_a_region_are_counted_and_deleting_one_makes_room(
        string path, string idName, string? network, string quota)
    {
        var first = await CreateAsync(Client, path, network, "a");
        Assert.Null(first.ErrorType);
        Assert.Null((await CreateAsync(Client, path, network, "b")).ErrorType);
        Exceeded(await CreateAsync(Client, path, network, "c"), quota, "2");
        Assert.Null((await CreateAsync(Elsewhere("eu-west-1"), path, network, "c")).ErrorType);

        await Client.SendAsync("DELETE", $"{path}/{first.Text(idName)}");
        var again = await CreateAsync(Client, path, network, "c");
        for (var i = 0; again.ErrorType is not null && i < 100; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken); // it is DELETING for a second
            again = await CreateAsync(Client, path, network, "c");
        }

        Assert.Null(again.ErrorType);
    }

    [Fact]
    public async Task Live_code_interpreter_sessions_are_counted()
    {
        const string Path = "/code-interpreters/aws.codeinterpreter.v1/sessions";
        var first = await Client.SendAsync("PUT", $"{Path}/start", new JsonObject());
        Assert.Equal(200, first.Status);
        Exceeded(
            await Client.SendAsync("PUT", $"{Path}/start", new JsonObject()), "code-interpreter-sessions", "1");
        await Client.SendAsync("PUT", $"{Path}/stop?sessionId={first.Text("sessionId")}");
        var second = await Client.SendAsync("PUT", $"{Path}/start", new JsonObject());
        Assert.Equal(200, second.Status);
        await Client.SendAsync("PUT", $"{Path}/stop?sessionId={second.Text("sessionId")}");
    }

    [Fact]
    public async Task Live_browser_sessions_are_counted_and_a_profile_holds_as_much_as_its_quota()
    {
        var client = Elsewhere("ap-northeast-1");
        var session = await client.StartAsync();
        Exceeded(
            await client.SendAsync("PUT", $"{BrowserSessions.Path}/start", new JsonObject()), "browser-sessions", "1");
        var west = Elsewhere("eu-central-1");
        Assert.Equal(200, (await west.StopAsync(BrowserSessions.IdOf(await west.StartAsync()))).Status);

        var profile = (await CreateAsync(client, "/browser-profiles", null, "full")).Text("profileId");
        var save = await client.SendAsync("PUT", $"/browser-profiles/{profile}/save", new JsonObject
        {
            ["browserIdentifier"] = "aws.browser.v1",
            ["sessionId"] = BrowserSessions.IdOf(session),
        });
        Exceeded(save, "browser-profile-bytes", "3");
        var kept = await client.SendAsync("GET", $"/browser-profiles/{profile}");
        Assert.Equal(("READY", null), (kept.Text("status"), kept.Text("lastSavedAt")));
        await client.SendAsync("DELETE", $"/browser-profiles/{profile}");
        await client.StopAsync(BrowserSessions.IdOf(session));
    }

    [Fact]
    public async Task An_extension_is_as_large_as_its_quota()
    {
        emulator.Host.AddObject("a/b.zip", new byte[101]);
        Exceeded(
            await Elsewhere("ap-south-1").SendAsync("PUT", $"{BrowserSessions.Path}/start", JsonNode.Parse(
                """{"extensions":[{"location":{"s3":{"bucket":"my-bucket","prefix":"a/b.zip"}}}]}""")),
            "extension-bytes",
            "100");
    }

    [Theory]
    [InlineData(3, 0, 0, "domain-patterns-per-proxy", "2")]
    [InlineData(2, 2, 0, "domain-patterns", "3")]
    [InlineData(2, 0, 2, "domain-patterns", "3")]
    public async Task Domain_patterns_are_counted_for_a_proxy_and_for_all(
        int first, int second, int bypass, string quota, string number)
    {
        JsonArray Patterns(int count) => new([.. Enumerable.Range(0, count).Select(i => JsonValue.Create($"d{i}.x"))]);
        JsonObject Proxy(int count)
        {
            var proxy = new JsonObject { ["server"] = "proxy.example", ["port"] = 8080 };
            if (count > 0)
            {
                proxy["domainPatterns"] = Patterns(count);
            }

            return new() { ["externalProxy"] = proxy };
        }

        var configuration = new JsonObject { ["proxies"] = new JsonArray(Proxy(first), Proxy(second)) };
        if (bypass > 0)
        {
            configuration["bypass"] = new JsonObject { ["domainPatterns"] = Patterns(bypass) };
        }

        Exceeded(
            await Elsewhere("ap-south-1").SendAsync(
                "PUT", $"{BrowserSessions.Path}/start", new JsonObject { ["proxyConfiguration"] = configuration }),
            quota,
            number);
    }

    [Fact]
    public async Task A_call_has_as_much_content_as_its_quota()
    {
        const string Invoke = "/code-interpreters/aws.codeinterpreter.v1/tools/invoke";
        const string Files = """[{"path":"a","text":"12345é"},{"path":"b","blob":"MTIzNA=="}]"""; // 7 and 4 bytes
        var tooMuch = await Client.SendAsync(
            "POST", Invoke, JsonNode.Parse("""{"name":"writeFiles","arguments":{"content":""" + Files + "}}"));
        Exceeded(tooMuch, "invoke-bytes", "10");
        Exceeded(
            await Client.SendAsync("POST", Invoke, JsonNode.Parse(
                """{"name":"executeCode","arguments":{"language":"python","code":"'12345678'#"}}""")),
            "invoke-bytes",
            "10");
    }

    private EmulatorClient Elsewhere(string region) => new(emulator.Host)
    {
        Signer = new(emulator.Host.AccessKey, emulator.Host.SecretKey) { Region = region },
    };

    private static Task<Answer> CreateAsync(EmulatorClient client, string path, string? network, string name)
    {
        var definition = new JsonObject { ["name"] = name };
        if (network is not null)
        {
            definition["networkConfiguration"] = new JsonObject { ["networkMode"] = network };
        }

        return client.SendAsync("PUT", path, definition);
    }

    private static void Exceeded(Answer answer, string quota, string number)
    {
        Assert.Equal((402, "ServiceQuotaExceededException"), (answer.Status, answer.ErrorType));
        Assert.Contains($"The quota {quota}, {number}, ", answer.Text("message")!, StringComparison.Ordinal);
        Assert.Contains($"--quota {quota}=number", answer.Text("message")!, StringComparison.Ordinal);
    }

    /// <summary>An emulator with small quotas.</summary>
    public sealed class SmallEmulator : IAsyncLifetime
    {
        private EmulatorHost? _host;

        public EmulatorHost Host => _host!;

        public async ValueTask InitializeAsync() => _host = await EmulatorHost.StartAsync(new()
        {
            Quotas = new()
            {
                [Quota.BrowserSessions] = 1,
                [Quota.CodeInterpreterSessions] = 1,
                [Quota.Browsers] = 2,
                [Quota.CodeInterpreters] = 2,
                [Quota.BrowserProfiles] = 2,
                [Quota.BrowserProfileBytes] = 3,
                [Quota.ExtensionBytes] = 100,
                [Quota.DomainPatternsPerProxy] = 2,
                [Quota.DomainPatterns] = 3,
                [Quota.InvokeBytes] = 10,
            },
            IsQuiet = true,
        });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}

using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using Tests.Emulator.Browser;
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
        var elsewhere = new EmulatorClient(emulator.Host)
        {
            Signer = new(emulator.Host.AccessKey, emulator.Host.SecretKey) { Region = "eu-west-1" },
        };
        Assert.Null((await CreateAsync(elsewhere, path, network, "c")).ErrorType);

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
    public async Task A_quota_of_none_starts_no_browser_session() => Exceeded(
        await Client.SendAsync("PUT", $"{BrowserSessions.Path}/start", new JsonObject()), "browser-sessions", "0");

    [Fact]
    public async Task A_call_has_as_much_content_as_its_quota()
    {
        const string Invoke = "/code-interpreters/aws.codeinterpreter.v1/tools/invoke";
        const string Files = """[{"path":"a","text":"12345é"},{"path":"b","blob":"MTIzNA=="}]"""; // 7 and 4 bytes
        var tooMuch = await Client.SendAsync(
            "POST", Invoke, JsonNode.Parse($$"""{"name":"writeFiles","arguments":{"content":{{Files}}}}"""));
        Exceeded(tooMuch, "invoke-bytes", "10");
        Exceeded(
            await Client.SendAsync("POST", Invoke, JsonNode.Parse(
                """{"name":"executeCode","arguments":{"language":"python","code":"'12345678'#"}}""")),
            "invoke-bytes",
            "10");
    }

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
                [Quota.BrowserSessions] = 0,
                [Quota.CodeInterpreterSessions] = 1,
                [Quota.Browsers] = 2,
                [Quota.CodeInterpreters] = 2,
                [Quota.BrowserProfiles] = 2,
                [Quota.InvokeBytes] = 10,
            },
            IsQuiet = true,
        });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}

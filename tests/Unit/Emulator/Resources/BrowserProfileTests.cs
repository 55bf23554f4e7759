using System.Text.Json.Nodes;
using AgentCore.Emulator;
using Microsoft.Extensions.Time.Testing;
using Tests.Emulator.Browser;
using Xunit;

namespace Tests.Emulator.Resources;

/// <summary>The browser profile operations of both planes, with nothing of a browser in them.</summary>
public sealed class BrowserProfileTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private EmulatorHost? _host;

    private EmulatorClient Client => new(_host!);

    public async ValueTask InitializeAsync() => _host = await EmulatorHost.StartAsync(
        new() { TimeProvider = _clock, IsQuiet = true }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _host!.DisposeAsync();

    [Fact]
    public async Task A_profile_is_ready_at_once_and_gives_back_what_it_was_created_with()
    {
        var created = await Client.SendAsync("PUT", "/browser-profiles", new JsonObject
        {
            ["name"] = "shop",
            ["description"] = "Signed in",
            ["clientToken"] = new string('t', 33),
            ["tags"] = new JsonObject { ["team"] = "web" },
        });
        var id = created.Text("profileId")!;
        Assert.Equal((200, "READY"), (created.Status, created.Text("status")));
        Assert.Matches("^shop-[A-Za-z0-9]{10}$", id);
        var arn = $"arn:aws:bedrock-agentcore:{Client.Signer.Region}:123456789012:browser-profile/{id}";

        var got = await Client.SendAsync("GET", $"/browser-profiles/{id}");
        var expected = new JsonObject
        {
            ["profileId"] = id,
            ["profileArn"] = arn,
            ["name"] = "shop",
            ["description"] = "Signed in",
            ["status"] = "READY",
            ["createdAt"] = created.Text("createdAt"),
            ["lastUpdatedAt"] = created.Text("createdAt"),
        };
        Assert.True(JsonNode.DeepEquals(expected, got.Body), got.Body.ToJsonString());
        var tags = await Client.SendAsync("GET", "/tags/" + Uri.EscapeDataString(arn));
        Assert.Equal("web", (string?)tags.Body["tags"]!["team"]);
    }

    [Fact]
    public async Task Deleting_shows_for_a_moment_and_then_nothing_is_left()
    {
        var id = await CreateAsync("gone");
        var deleted = await Client.SendAsync("DELETE", $"/browser-profiles/{id}?clientToken={new string('t', 33)}");
        Assert.Equal((200, "DELETING", id), (deleted.Status, deleted.Text("status"), deleted.Text("profileId")));
        Refused(await Client.SendAsync("DELETE", $"/browser-profiles/{id}"), 409, "is DELETING, not READY");
        Refused(await StartAsync(id), 409, "is DELETING, not READY");

        _clock.Advance(TimeSpan.FromSeconds(1));
        Refused(await Client.SendAsync("GET", $"/browser-profiles/{id}"), 404, id);
        Refused(await Client.SendAsync("DELETE", $"/browser-profiles/{id}"), 404, id);
        Refused(await StartAsync(id), 404, id);
    }

    [Fact]
    public async Task A_list_has_pages_and_can_be_of_one_name()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            await CreateAsync(name);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var first = await Client.SendAsync("POST", "/browser-profiles?maxResults=2");
        var second =
            await Client.SendAsync("POST", $"/browser-profiles?maxResults=2&nextToken={first.Text("nextToken")}");
        Assert.Equal(["c", "b"], Names(first));
        Assert.Equal(["a"], Names(second));
        Assert.Null(second.Text("nextToken"));
        Assert.Equal(
            ["b"], Names(await Client.SendAsync("POST", "/browser-profiles", new JsonObject { ["name"] = "b" })));
        Assert.Empty(Names(await Client.SendAsync("POST", "/browser-profiles", new JsonObject { ["name"] = "d" })));
        Refused(
            await Client.SendAsync("POST", "/browser-profiles", new JsonObject { ["name"] = "b*" }),
            400,
            "name must match");
    }

    [Fact]
    public async Task Profiles_are_seen_in_their_own_region_only_where_a_name_is_taken_once()
    {
        var id = await CreateAsync("mine");
        Refused(await Client.SendAsync("PUT", "/browser-profiles", new JsonObject { ["name"] = "mine" }), 409, id);

        var elsewhere =
            new EmulatorClient(_host!) { Signer = new(_host!.AccessKey, _host.SecretKey) { Region = "eu-central-1" } };
        Refused(await elsewhere.SendAsync("GET", $"/browser-profiles/{id}"), 404, "eu-central-1");
        Assert.Equal(
            200, (await elsewhere.SendAsync("PUT", "/browser-profiles", new JsonObject { ["name"] = "mine" })).Status);
    }

    [Theory]
    [InlineData("PUT", "/browser-profiles", """{}""", "name must be given")]
    [InlineData("PUT", "/browser-profiles", """{"name":"a-b"}""", "name must match")]
    [InlineData(
        "PUT", "/browser-profiles", """{"name":"a","description":""}""", "description must have 1 to 4096 characters")]
    [InlineData("GET", "/browser-profiles/shop", null, "profileId must match")]
    [InlineData(
        "PUT", "/browser-profiles/shop-aBcDeF1234/save", """{"sessionId":"x"}""", "browserIdentifier must be given")]
    [InlineData(
        "PUT",
        "/browser-profiles/shop-aBcDeF1234/save",
        """{"browserIdentifier":"aws.browser.v1"}""",
        "sessionId must be given")]
    public async Task Bad_input_is_refused(string method, string path, string? body, string message) =>
        Refused(await Client.SendAsync(method, path, body is null ? null : JsonNode.Parse(body)), 400, message);

    [Fact]
    public async Task An_unknown_session_or_profile_is_named()
    {
        var id = await CreateAsync("known");
        var save =
            new JsonObject { ["browserIdentifier"] = "aws.browser.v1", ["sessionId"] = "01JABCDEFGHJKMNPQRSTVWXYZ0" };
        Refused(await Client.SendAsync("PUT", $"/browser-profiles/{id}/save", save), 404, "01JABCDEFGHJKMNPQRSTVWXYZ0");
        Refused(await StartAsync("other-aBcDeF1234"), 404, "other-aBcDeF1234");
        var live = await Client.SendAsync("POST", $"{BrowserSessions.Path}/list", new JsonObject());
        Assert.Empty(live.Body["items"]!.AsArray());
    }

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("""{"Cookies":[{"name":"a"}""", "line 1, byte")]
    [InlineData("null", "it is empty")]
    [InlineData("{}", "line 1, byte")]
    [InlineData("""{"Cookies":7,"LocalStorage":{}}""", "line 1, byte")]
    [InlineData("""{"Cookies":null,"LocalStorage":{}}""", "lacks a part")]
    [InlineData("""{"Cookies":[7],"LocalStorage":{}}""", "one of its cookies")]
    [InlineData("""{"Cookies":[],"LocalStorage":{"file:///etc":"[]"}}""", "local storage")]
    [InlineData("""{"Cookies":[],"LocalStorage":{"http://a.test/path":"[]"}}""", "local storage")]
    [InlineData("""{"Cookies":[],"LocalStorage":{"http://a.test":"[[1,2]]"}}""", "local storage")]
    [InlineData("""{"Cookies":[],"LocalStorage":{"http://a.test":"secret"}}""", "local storage")]
    [InlineData("""{"Cookies":[],"LocalStorage":{"http://a.test":null}}""", "local storage")]
    public async Task A_damaged_state_is_named_with_what_is_wrong_and_a_way_out(string content, string says)
    {
        var id = await CreateAsync("damaged");
        var file = Path.Combine(_host!.DataFolder, "browser-profiles", id + ".json");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var answer = await StartAsync(id);
        Refused(answer, 500, $"'{file}' cannot be read: ");
        Refused(answer, 500, says);
        Refused(answer, 500, $"Save a session into the browser profile {id} again, or delete it.");
        Assert.DoesNotContain("secret", answer.Text("message"), StringComparison.Ordinal);
        Assert.Equal(200, (await Client.SendAsync("DELETE", $"/browser-profiles/{id}")).Status);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task What_a_killed_emulator_left_of_profiles_that_are_gone_is_removed_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        string deleted, kept;
        await using (var first = await EmulatorHost.StartAsync(
            new() { DataFolder = folder, IsQuiet = true }, TestContext.Current.CancellationToken))
        {
            deleted = await CreateAsync("deleted", new(first));
            kept = await CreateAsync("kept", new(first));
            await new EmulatorClient(first).SendAsync("DELETE", $"/browser-profiles/{deleted}");
        }

        string PathOf(string id) => Path.Combine(folder, "browser-profiles", id + ".json");
        string[] left = [PathOf(deleted), PathOf("unknown-aBcDeF1234"), PathOf(kept) + ".new"]; // the last of a save
        foreach (var path in left.Append(PathOf(kept)))
        {
            await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        }

        await (await EmulatorHost.StartAsync(
            new() { DataFolder = folder, IsQuiet = true }, TestContext.Current.CancellationToken)).DisposeAsync();
        Assert.Equal([PathOf(kept)], Directory.GetFiles(Path.Combine(folder, "browser-profiles")));
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<string?> Names(Answer page) =>
        page.Body["profileSummaries"]!.AsArray().Select(one => (string?)one!["name"]);

    private static void Refused(Answer answer, int status, string message)
    {
        Assert.Equal(status, answer.Status);
        Assert.Contains(message, answer.Text("message"), StringComparison.Ordinal);
    }

    private async Task<string> CreateAsync(string name, EmulatorClient? client = null) =>
        (await (client ?? Client).SendAsync("PUT", "/browser-profiles", new JsonObject { ["name"] = name })).Text(
            "profileId")!;

    private Task<Answer> StartAsync(string profile) => Client.SendAsync(
        "PUT",
        $"{BrowserSessions.Path}/start",
        new JsonObject { ["profileConfiguration"] = new JsonObject { ["profileIdentifier"] = profile } });
}

using System.Text.Json.Nodes;
using AgentCore.Emulator;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Emulator.Resources;

/// <summary>
/// CreateBrowser, GetBrowser, ListBrowsers and DeleteBrowser, and sessions of the browsers they make.
/// </summary>
public sealed class BrowserTests : IAsyncLifetime
{
    private const string Account = "123456789012";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private EmulatorHost? _host;

    private EmulatorClient Client => new(_host!);

    public async ValueTask InitializeAsync() => _host = await StartAsync(null);

    public ValueTask DisposeAsync() => _host!.DisposeAsync();

    [Fact]
    public async Task A_browser_gives_back_all_that_it_was_created_with()
    {
        var members = JsonNode.Parse("""
            {
              "name": "shop",
              "description": "For the shop",
              "executionRoleArn": "arn:aws:iam::123456789012:role/browser",
              "networkConfiguration": { "networkMode": "VPC", "vpcConfig": {
                "securityGroups": ["sg-01234567"], "subnets": ["subnet-01234567", "subnet-89abcdef"], "requireServiceS3Endpoint": true } },
              "recording": { "enabled": true, "s3Location": { "bucket": "recordings", "prefix": "shop/", "versionId": "abc" } },
              "browserSigning": { "enabled": true },
              "enterprisePolicies": [{ "location": { "s3": { "bucket": "policies", "prefix": "p.json" } }, "type": "RECOMMENDED" }],
              "certificates": [{ "location": { "secretsManager": { "secretArn": "arn:aws:secretsmanager:us-west-2:123456789012:secret:c" } } }],
              "filesystemConfigurations": [{ "s3FilesConfiguration": {
                "accessPointArn": "arn:aws:s3files:us-west-2:123456789012:file-system/fs-0123456789abcdef0/access-point/fsap-0123456789abcdef0",
                "fileSystemArn": "arn:aws:s3files:us-west-2:123456789012:file-system/fs-0123456789abcdef0",
                "mountPath": "/mnt/data" } }]
            }
            """)!.AsObject();

        var created = await Client.SendAsync("PUT", "/browsers", members.DeepClone());
        Assert.Equal(202, created.Status);
        var id = created.Text("browserId")!;
        Assert.Matches("^shop-[A-Za-z0-9]{10}$", id);
        var got = await Client.SendAsync("GET", $"/browsers/{id}");

        Assert.All(members, member => Assert.True(JsonNode.DeepEquals(member.Value, got.Body[member.Key]), member.Key));
        Assert.Equal(
            $"arn:aws:bedrock-agentcore:{Client.Signer.Region}:{Account}:browser-custom/{id}", got.Text("browserArn"));
        Assert.Equal(created.Text("createdAt"), got.Text("lastUpdatedAt"));
        Assert.Null(got.Body["tags"]);
        Assert.Null(got.Body["clientToken"]);
    }

    [Fact]
    public async Task Life_goes_from_creating_to_ready_to_deleting_to_gone()
    {
        var id = await CreateAsync("life");
        Assert.Equal("CREATING", await StatusAsync(id));

        Second();
        Assert.Equal("READY", await StatusAsync(id));
        var deleting = await Client.SendAsync("DELETE", $"/browsers/{id}");
        Assert.Equal((202, "DELETING", id), (deleting.Status, deleting.Text("status"), deleting.Text("browserId")));
        Assert.Equal("DELETING", await StatusAsync(id));
        Refused(await Client.SendAsync("PUT", "/browsers", Definition("life")), 409, "life");

        Second();
        Refused(await Client.SendAsync("GET", $"/browsers/{id}"), 404, id);
        Refused(await Client.SendAsync("POST", $"/browsers/{id}/sessions/list", new JsonObject()), 404, id);
        Assert.NotEqual(id, await CreateAsync("life"));
    }

    [Fact]
    public async Task Sessions_of_a_browser_are_its_own_and_keep_it_from_being_deleted()
    {
        var id = await CreateAsync("own");
        var arn = (await Client.SendAsync("GET", $"/browsers/{id}")).Text("browserArn")!;
        Second();
        var start =
            await Client.SendAsync("PUT", $"/browsers/{Uri.EscapeDataString(arn)}/sessions/start", new JsonObject());
        Assert.Equal((200, id), (start.Status, start.Text("browserIdentifier")));
        var session = start.Text("sessionId");

        Assert.Equal(
            "READY",
            (await Client.SendAsync("GET", $"/browsers/{id}/sessions/get?sessionId={session}")).Text("status"));
        Assert.Equal(
            404, (await Client.SendAsync("GET", $"/browsers/aws.browser.v1/sessions/get?sessionId={session}")).Status);
        var list = await Client.SendAsync("POST", $"/browsers/{id}/sessions/list", new JsonObject());
        Assert.Equal(session, (string?)Assert.Single(list.Body["items"]!.AsArray())!["sessionId"]);
        Refused(await Client.SendAsync("DELETE", $"/browsers/{id}"), 409, "sessions that are READY");

        Assert.Equal(200, (await Client.SendAsync("PUT", $"/browsers/{id}/sessions/stop?sessionId={session}")).Status);
        Assert.Equal(202, (await Client.SendAsync("DELETE", $"/browsers/{id}")).Status);
        Refused(
            await Client.SendAsync("PUT", $"/browsers/{id}/sessions/start", new JsonObject()),
            409,
            "is DELETING, not READY");
    }

    [Fact]
    public async Task A_browser_that_is_being_created_starts_sessions_and_can_be_deleted()
    {
        var id = await CreateAsync("early");
        var started = await Client.SendAsync("PUT", $"/browsers/{id}/sessions/start", new JsonObject());
        Assert.Equal(200, started.Status);
        Assert.Equal("CREATING", await StatusAsync(id));
        Refused(await Client.SendAsync("DELETE", $"/browsers/{id}"), 409, "sessions that are READY");
        await Client.SendAsync("PUT", $"/browsers/{id}/sessions/stop?sessionId={started.Text("sessionId")}");
        var deleted = await Client.SendAsync("DELETE", $"/browsers/{id}");
        Assert.Equal((202, "DELETING"), (deleted.Status, deleted.Text("status")));
        Refused(await Client.SendAsync("DELETE", $"/browsers/{id}"), 409, "is DELETING, not READY");
    }

    [Fact]
    public async Task An_execution_role_of_another_account_fails_with_a_reason()
    {
        var definition = Definition("foreign");
        definition["executionRoleArn"] = "arn:aws:iam::210987654321:role/theirs";
        var created = await Client.SendAsync("PUT", "/browsers", definition);
        var id = created.Text("browserId");
        Assert.Equal("CREATING", created.Text("status"));
        Assert.Null((await Client.SendAsync("GET", $"/browsers/{id}")).Text("failureReason"));
        Refused(
            await Client.SendAsync("PUT", $"/browsers/{id}/sessions/start", new JsonObject()),
            409,
            "is CREATING, not READY");

        Second();
        var failed = await Client.SendAsync("GET", $"/browsers/{id}");
        Assert.Equal("CREATE_FAILED", failed.Text("status"));
        Assert.Contains(
            "arn:aws:iam::210987654321:role/theirs", failed.Text("failureReason"), StringComparison.Ordinal);
        Assert.Contains(Account, failed.Text("failureReason"), StringComparison.Ordinal);
        Refused(
            await Client.SendAsync("PUT", $"/browsers/{id}/sessions/start", new JsonObject()),
            409,
            "is CREATE_FAILED, not READY");
        Assert.Equal(202, (await Client.SendAsync("DELETE", $"/browsers/{id}")).Status);
    }

    [Fact]
    public async Task The_systems_browser_can_be_read_and_stays()
    {
        var got = await Client.SendAsync("GET", "/browsers/aws.browser.v1");
        Assert.Equal(
            ("READY", "PUBLIC"), (got.Text("status"), (string?)got.Body["networkConfiguration"]!["networkMode"]));
        Assert.Equal(
            $"arn:aws:bedrock-agentcore:{Client.Signer.Region}:aws:browser/aws.browser.v1", got.Text("browserArn"));
        Refused(await Client.SendAsync("DELETE", "/browsers/aws.browser.v1"), 400, "cannot be deleted");
    }

    [Fact]
    public async Task A_list_has_the_systems_and_ones_own_page_by_page_newest_first()
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            await CreateAsync(name);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var first = await Client.SendAsync("POST", "/browsers?maxResults=3");
        var second = await Client.SendAsync("POST", $"/browsers?maxResults=3&nextToken={first.Text("nextToken")}");
        Assert.Equal(["c", "b", "a"], Names(first));
        Assert.Equal(["Amazon Bedrock AgentCore Browser"], Names(second));
        Assert.Null(second.Text("nextToken"));
        Assert.Equal(["c", "b", "a"], Names(await Client.SendAsync("POST", "/browsers?type=CUSTOM")));
        Assert.Equal(
            ["Amazon Bedrock AgentCore Browser"], Names(await Client.SendAsync("POST", "/browsers?type=SYSTEM")));
        Refused(
            await Client.SendAsync("POST", $"/browsers?type=CUSTOM&nextToken={first.Text("nextToken")}"),
            400,
            "nextToken");
    }

    [Fact]
    public async Task Browsers_are_seen_in_their_own_region_only()
    {
        var id = await CreateAsync("here");
        Second();
        var arn = (await Client.SendAsync("GET", $"/browsers/{id}")).Text("browserArn")!;
        var elsewhere =
            new EmulatorClient(_host!) { Signer = new(_host!.AccessKey, _host.SecretKey) { Region = "eu-central-1" } };

        Refused(await elsewhere.SendAsync("GET", $"/browsers/{id}"), 404, id);
        Assert.Empty(Names(await elsewhere.SendAsync("POST", "/browsers?type=CUSTOM")));
        Assert.Equal(202, (await elsewhere.SendAsync("PUT", "/browsers", Definition("here"))).Status);
        var foreign = arn.Replace(Client.Signer.Region, "eu-central-1", StringComparison.Ordinal);
        Refused(
            await Client.SendAsync(
                "POST", $"/browsers/{Uri.EscapeDataString(foreign)}/sessions/list", new JsonObject()),
            404,
            foreign);
    }

    [Fact]
    public async Task The_same_token_creates_once()
    {
        var definition = Definition("once");
        definition["clientToken"] = new string('t', 33);
        var first = await Client.SendAsync("PUT", "/browsers", definition.DeepClone());
        var second = await Client.SendAsync("PUT", "/browsers", definition.DeepClone());
        Assert.Equal((202, first.Text("browserId")), (second.Status, second.Text("browserId")));

        definition["description"] = "another";
        var third = await Client.SendAsync("PUT", "/browsers", definition);
        Assert.Equal((400, "IdempotentParameterMismatchException"), (third.Status, third.Text("reason")));
    }

    [Fact]
    public async Task Browsers_survive_a_restart_with_the_same_data_folder()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        string? id = null;
        for (var run = 0; run < 2; run++)
        {
            await using var host = await StartAsync(folder);
            var client = new EmulatorClient(host);
            id ??= (await client.SendAsync("PUT", "/browsers", Definition("kept"))).Text("browserId");
            Assert.Equal("kept", (await client.SendAsync("GET", $"/browsers/{id}")).Text("name"));
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(folder, "browsers.json")));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("""{"networkConfiguration":{"networkMode":"PUBLIC"}}""", "name must be given")]
    [InlineData("""{"name":"1a","networkConfiguration":{"networkMode":"PUBLIC"}}""", "name must match")]
    [InlineData("""{"name":"a"}""", "networkConfiguration must be given")]
    [InlineData(
        """{"name":"a","networkConfiguration":{"networkMode":"SANDBOX"}}""",
        "networkConfiguration.networkMode must be one of PUBLIC, VPC")]
    [InlineData(
        """{"name":"a","networkConfiguration":{"networkMode":"VPC"}}""",
        "networkConfiguration.vpcConfig must be given")]
    [InlineData(
        """{"name":"a","networkConfiguration":{"networkMode":"PUBLIC"},"executionRoleArn":"arn:aws:iam::1:role/x"}""",
        "executionRoleArn must match")]
    [InlineData(
        """{"name":"a","networkConfiguration":{"networkMode":"PUBLIC"},"recording":{"s3Location":{"bucket":"bkt","prefix":"p","versionId":"v1"}}}""",
        "recording.s3Location.versionId must have 3 to 1024 characters, has 2")]
    [InlineData(
        """{"name":"a","networkConfiguration":{"networkMode":"PUBLIC"},"browserSigning":{}}""",
        "browserSigning.enabled must be given")]
    [InlineData(
        """{"name":"a","networkConfiguration":{"networkMode":"PUBLIC"},"tags":{"k!":"v"}}""",
        "tags.k! must match")]
    public async Task Bad_definitions_are_refused(string body, string message) =>
        Refused(await Client.SendAsync("PUT", "/browsers", JsonNode.Parse(body)), 400, message);

    private static JsonObject Definition(string name) =>
        new() { ["name"] = name, ["networkConfiguration"] = new JsonObject { ["networkMode"] = "PUBLIC" } };

    private static IEnumerable<string?> Names(Answer page) =>
        page.Body["browserSummaries"]!.AsArray().Select(one => (string?)one!["name"]);

    private static void Refused(Answer answer, int status, string message)
    {
        Assert.Equal(status, answer.Status);
        Assert.Contains(message, answer.Text("message"), StringComparison.Ordinal);
    }

    private async Task<string> CreateAsync(string name) =>
        (await Client.SendAsync("PUT", "/browsers", Definition(name))).Text("browserId")!;

    private async Task<string?> StatusAsync(string id) =>
        (await Client.SendAsync("GET", $"/browsers/{id}")).Text("status");

    private Task<EmulatorHost> StartAsync(string? folder) => EmulatorHost.StartAsync(
        new() { TimeProvider = _clock, DataFolder = folder, IsQuiet = true }, TestContext.Current.CancellationToken);

    private void Second() => _clock.Advance(TimeSpan.FromSeconds(1));
}

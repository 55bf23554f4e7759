using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentCore.Emulator;
using Microsoft.Extensions.Time.Testing;
using Tests.Emulator.Browser.Features;
using Xunit;

namespace Tests.Emulator.Browser.Session;

public sealed class BrowserSessionTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task A_session_returns_everything_it_was_started_with()
    {
        var members = JsonNode.Parse("""
            {
              "name": "probe",
              "sessionTimeoutSeconds": 900,
              "viewPort": { "width": 1280, "height": 720 },
              "extensions": [
                { "location": { "s3": { "bucket": "my-bucket", "prefix": "a/b.zip", "versionId": "v1" } } }
              ],
              "profileConfiguration": { "profileIdentifier": "shop-aBcDeF1234" },
              "proxyConfiguration": {
                "proxies": [{ "externalProxy": {
                  "server": "proxy.example.com", "port": 8080, "domainPatterns": [".example.com"],
                  "credentials": { "basicAuth": {
                    "secretArn": "arn:aws:secretsmanager:us-west-2:123456789012:secret:p" } } } }],
                "bypass": { "domainPatterns": ["internal.example.com"] } },
              "enterprisePolicies": [
                { "location": { "s3": { "bucket": "my-bucket", "prefix": "p.json" } }, "type": "MANAGED" }
              ],
              "certificates": [{ "location": { "secretsManager": {
                "secretArn": "arn:aws:secretsmanager:us-west-2:123456789012:secret:c" } } }],
              "filesystemConfigurations": [{ "efsConfiguration": {
                "accessPointArn":
                  "arn:aws:elasticfilesystem:us-west-2:123456789012:access-point/fsap-0123456789abcdef0",
                "fileSystemArn": "arn:aws:elasticfilesystem:us-west-2:123456789012:file-system/fs-0123456789abcdef0",
                "mountPath": "/mnt/data" } }]
            }
            """)!.AsObject();
        var profile = await _client.SendAsync("PUT", "/browser-profiles", new JsonObject { ["name"] = "shop" });
        members["profileConfiguration"]!["profileIdentifier"] = profile.Text("profileId");
        const string manifest = """{"manifest_version":3,"name":"x","version":"1"}""";
        emulator.Host.AddObject("a/b.zip", StandIn.Zip(("manifest.json", manifest)));
        emulator.Host.AddObject("p.json", "{}");
        emulator.Host.AddSecret("p", """{"username":"u","password":"p"}""");
        emulator.Host.AddSecret("c", Root());
        var started = await _client.StartAsync(members.DeepClone().AsObject());
        Assert.Matches("^[0-9A-Z]{26}$", BrowserSessions.IdOf(started));
        Assert.Equal("aws.browser.v1", (string?)started["browserIdentifier"]);
        Assert.Matches(new Regex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"), (string)started["createdAt"]!);
        var authority = new Uri(emulator.Host.Url).Authority;
        var path = $"{authority}/browser-streams/aws.browser.v1/sessions/{BrowserSessions.IdOf(started)}";
        Assert.Equal($"ws://{path}/automation", BrowserSessions.AutomationAddress(started));
        Assert.Equal($"http://{path}/live-view", BrowserSessions.LiveViewAddress(started));

        var got = await _client.GetAsync(BrowserSessions.IdOf(started));
        Assert.Equal(
            ("READY", "ENABLED"),
            ((string?)got["status"], (string?)got["streams"]!["automationStream"]!["streamStatus"]));
        Assert.All(members, member => Assert.True(JsonNode.DeepEquals(member.Value, got[member.Key]), member.Key));
    }

    [Theory]
    [InlineData("arn:aws:bedrock-agentcore:us-west-2:aws:browser/aws.browser.v1", 200)]
    [InlineData("arn:aws-us-gov:bedrock-agentcore:us-gov-west-1:aws:browser/aws.browser.v1", 200)]
    [InlineData("other-aBcDeF1234", 404)]
    [InlineData("arn:aws:bedrock-agentcore:us-west-2:123456789012:browser-custom/other-aBcDeF1234", 404)]
    [InlineData("arn:aws:bedrock-agentcore:us-west-2:aws:code-interpreter/aws.browser.v1", 400)]
    [InlineData("no such browser", 400)]
    public async Task A_browser_is_identified_by_its_id_or_its_ARN(string identifier, int status)
    {
        var response = await _client.SendAsync(
            "POST", $"/browsers/{Uri.EscapeDataString(identifier)}/sessions/list", new JsonObject());
        Assert.Equal(status, response.Status);
    }

    [Fact]
    public async Task Stopping_ends_the_browser_and_stopping_again_succeeds()
    {
        var session = await _client.StartAsync();
        var id = BrowserSessions.IdOf(session);
        var first = await _client.StopAsync(id);
        var second = await _client.StopAsync(id);
        Assert.Equal((200, id), (first.Status, first.Text("sessionId")));
        Assert.Equal((200, first.Text("lastUpdatedAt")), (second.Status, second.Text("lastUpdatedAt")));
        Assert.Equal("TERMINATED", (string?)(await _client.GetAsync(id))["status"]);
    }

    [Theory]
    [InlineData("GET", "get?sessionId=01JABCDEFGHJKMNPQRSTVWXYZ0", null)]
    [InlineData("PUT", "stop?sessionId=01JABCDEFGHJKMNPQRSTVWXYZ0", null)]
    [InlineData(
        "PUT",
        "streams/update?sessionId=01JABCDEFGHJKMNPQRSTVWXYZ0",
        """{"streamUpdate":{"automationStreamUpdate":{"streamStatus":"DISABLED"}}}""")]
    public async Task An_unknown_session_is_not_found(string method, string operation, string? body)
    {
        var response = await _client.SendAsync(
            method, $"{BrowserSessions.Path}/{operation}", body is null ? null : JsonNode.Parse(body));
        Assert.Equal((404, "ResourceNotFoundException"), (response.Status, response.ErrorType));
        Assert.Contains("01JABCDEFGHJKMNPQRSTVWXYZ0", response.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_are_visible_in_their_own_region_only()
    {
        var session = await _client.StartAsync();
        var elsewhere = new EmulatorClient(emulator.Host)
        {
            Signer = new(emulator.Host.AccessKey, emulator.Host.SecretKey) { Region = "eu-central-1" },
        };
        Assert.Equal(404, (await elsewhere.StopAsync(BrowserSessions.IdOf(session))).Status);
        var list = await elsewhere.SendAsync("POST", $"{BrowserSessions.Path}/list", new JsonObject());
        Assert.Empty(list.Body["items"]!.AsArray());
    }

    [Fact]
    public async Task The_time_to_live_is_enforced()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EmulatorHost.StartAsync(
            new() { TimeProvider = clock }, TestContext.Current.CancellationToken);
        var client = new EmulatorClient(host) { Signer = new(host.AccessKey, host.SecretKey) { Clock = clock } };
        var session = await client.StartAsync(new() { ["sessionTimeoutSeconds"] = 900 });
        var forgetful = await client.StartAsync();
        using var cdp = await client.AutomateAsync(session);

        clock.Advance(TimeSpan.FromSeconds(899));
        Assert.NotNull((await cdp.CallAsync("Browser.getVersion"))["product"]);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            (1001, "The session has ended: its time to live is over."), await Sockets.ReadToCloseAsync(cdp.Socket));
        Assert.Equal("TERMINATED", (string?)(await client.GetAsync(BrowserSessions.IdOf(session)))["status"]);
        var other = await client.GetAsync(BrowserSessions.IdOf(forgetful));
        Assert.Equal(("READY", 3600), ((string?)other["status"], (int?)other["sessionTimeoutSeconds"]));
    }

    [Fact]
    public async Task A_repeated_start_with_the_same_token_returns_the_same_session()
    {
        var token = "token-" + Guid.NewGuid();
        var request = new JsonObject { ["name"] = "once", ["clientToken"] = token };
        var both = await Task.WhenAll(
            _client.SendAsync("PUT", $"{BrowserSessions.Path}/start", request.DeepClone()),
            _client.SendAsync("PUT", $"{BrowserSessions.Path}/start", request.DeepClone()));
        Assert.Equal(both[0].Text("sessionId"), both[1].Text("sessionId"));

        var other = await _client.SendAsync(
            "PUT",
            $"{BrowserSessions.Path}/start",
            new JsonObject { ["name"] = "twice", ["clientToken"] = token });
        Assert.Equal((400, "ValidationException"), (other.Status, other.ErrorType));
        Assert.Equal("IdempotentParameterMismatchException", other.Text("reason"));
    }

    [Fact]
    public async Task The_folder_of_a_session_exists_only_while_it_lives()
    {
        var data = Directory.CreateTempSubdirectory();
        await using (var host = await EmulatorHost.StartAsync(
            new() { DataFolder = data.FullName }, TestContext.Current.CancellationToken))
        {
            var client = new EmulatorClient(host);
            var id = BrowserSessions.IdOf(await client.StartAsync());
            var folder = Path.Combine(data.FullName, "sessions", "browser", id);
            Assert.True(Directory.Exists(folder));
            await client.StopAsync(id);
            while (Directory.Exists(folder))
            {
                await Task.Delay(20, TestContext.Current.CancellationToken); // it goes after the stop
            }
        }

        data.Delete(recursive: true);
    }

    private static string Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return root.ExportCertificatePem();
    }
}

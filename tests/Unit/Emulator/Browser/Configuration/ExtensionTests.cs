using System.Text.Json.Nodes;
using AgentCore.Tests.Emulator.Protocol;
using Xunit;

namespace AgentCore.Tests.Emulator.Browser.Configuration;

public sealed class ExtensionTests(EmulatorFixture emulator, TestSite site) : IClassFixture<EmulatorFixture>, IClassFixture<TestSite>
{
    private const string Manifest = """
        {"manifest_version":3,"name":"probe","version":"1.0",
         "content_scripts":[{"matches":["http://127.0.0.1/*"],"js":["scripts/mark.js"],"run_at":"document_end"}]}
        """;

    private const string Script = "document.title += ' marked';";
    private const int SymbolicLink = 0xA1FF << 16;

    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task Extensions_run_in_the_pages_of_the_session()
    {
        emulator.Host.AddObject("ext/one.zip", StandIn.Zip(("manifest.json", Manifest), ("scripts/", ""), ("scripts/mark.js", Script)));
        emulator.Host.AddObject("ext/two.zip", StandIn.Zip(("manifest.json", Manifest), ("scripts/mark.js", Script)));
        using var cdp = await _client.AutomateAsync(await _client.StartAsync(
            new() { ["extensions"] = new JsonArray(StandIn.S3("ext/one.zip"), StandIn.S3("ext/two.zip")) }));
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.NavigateAsync(page, site.Url);
        Assert.Equal("Test page marked marked", (string?)await cdp.EvaluateAsync(page, "document.title"));
    }

    [Fact]
    public async Task What_is_no_extension_is_refused_and_nothing_stays_behind()
    {
        var host = emulator.Host;
        host.AddObject("text.zip", "no archive");
        host.AddObject("empty.zip", StandIn.Zip(("readme.txt", "")));
        host.AddObject("slip.zip", StandIn.Zip(("manifest.json", Manifest), ("../../../escaped.js", Script)));
        host.AddObject("rooted.zip", StandIn.Zip(("manifest.json", Manifest), ("..\\escaped.js", Script)));
        host.AddObject("link.zip", StandIn.Zip(
            [("manifest.json", Manifest), ("link", "/etc/passwd")],
            (entry, name) => entry.ExternalAttributes = name == "link" ? SymbolicLink : 0));
        host.AddObject("broken.zip", StandIn.Zip(("manifest.json", "{ nope")));
        (string Key, string Says)[] bad =
        [
            ("missing.zip", "s3://my-bucket/missing.zip, which is not there"),
            ("../../secrets/text", "which is not there"),
            ("text.zip", "is not a zip archive of an extension"),
            ("empty.zip", "it has no manifest.json at its top"),
            ("slip.zip", "'../../../escaped.js' does not lie in it"),
            ("rooted.zip", "'..\\escaped.js' does not lie in it"),
            ("link.zip", "'link' is a symbolic link"),
            ("broken.zip", "was refused by Chromium: Extensions.loadUnpacked: Manifest is not valid JSON"),
        ];
        foreach (var (key, says) in bad)
        {
            var answer = await _client.SendAsync(
                "PUT", $"{BrowserSessions.Path}/start", new JsonObject { ["extensions"] = new JsonArray(StandIn.S3(key)) });
            Assert.Equal((400, "ValidationException"), (answer.Status, answer.ErrorType));
            Assert.Contains(says, answer.Text("message"), StringComparison.Ordinal);
            Assert.Equal("extensions[0].location.s3", (string?)answer.Body["fieldList"]![0]!["name"]);
        }

        Assert.Empty(Directory.GetFiles(host.DataFolder, "escaped.js", SearchOption.AllDirectories));
        var list = await _client.SendAsync("POST", $"{BrowserSessions.Path}/list", new JsonObject { ["status"] = "READY" });
        Assert.Equal(
            list.Body["items"]!.AsArray().Count, Directory.GetDirectories(Path.Combine(host.DataFolder, "sessions", "browser")).Length);
    }

    [Fact]
    public async Task An_archive_that_swells_is_stopped()
    {
        const int Piece = 1024 * 1024;
        var zeros = new string('0', Piece);
        emulator.Host.AddObject("bomb.zip", StandIn.Zip(
            [("manifest.json", Manifest), .. Enumerable.Range(0, 257).Select(index => ($"{index}", zeros))]));
        var answer = await _client.SendAsync(
            "PUT", $"{BrowserSessions.Path}/start", new JsonObject { ["extensions"] = new JsonArray(StandIn.S3("bomb.zip")) });
        Assert.Equal((400, "ValidationException"), (answer.Status, answer.ErrorType));
        Assert.Contains("more than 256 MiB", answer.Text("message"), StringComparison.Ordinal);
    }
}

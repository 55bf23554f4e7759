using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.Browser.Features.Extensions;

public sealed class ExtensionTests(EmulatorFixture emulator, TestSite site)
    : IClassFixture<EmulatorFixture>, IClassFixture<TestSite>
{
    private const string Manifest = """
        {"manifest_version":3,"name":"probe","version":"1.0",
         "content_scripts":[{"matches":["http://127.0.0.1/*"],"js":["scripts/mark.js"],"run_at":"document_end"}]}
        """;

    private const string Script = "document.title += ' marked';";
    private const int SymbolicLink = 0xA1FF << 16;

    // Offsets in an entry of the archive's directory.
    private const int FlagsOffset = 8;
    private const int ChecksumOffset = 16;

    private readonly EmulatorClient _client = emulator.Client;

    [Fact]
    public async Task Extensions_run_in_the_pages_of_the_session()
    {
        emulator.Host.AddObject(
            "ext/one.zip",
            StandIn.Zip(("manifest.json", Manifest), ("scripts/", ""), ("scripts/mark.js", Script)));
        emulator.Host.AddObject("ext/two.zip", StandIn.Zip(("manifest.json", Manifest), ("scripts/mark.js", Script)));
        using var cdp = await _client.AutomateAsync(await _client.StartAsync(
            new() { ["extensions"] = new JsonArray(StandIn.S3("ext/one.zip"), StandIn.S3("ext/two.zip")) }));
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.NavigateAsync(page, site.Url);
        Assert.Equal("Test page marked marked", (string?)await cdp.EvaluateAsync(page, "document.title"));
    }

    [Fact]
    public async Task An_invalid_extension_is_rejected_and_leaves_nothing_behind()
    {
        var host = emulator.Host;
        host.AddObject("text.zip", "no archive");
        host.AddObject("empty.zip", StandIn.Zip(("readme.txt", "")));
        host.AddObject("slip.zip", StandIn.Zip(("manifest.json", Manifest), ("../../../escaped.js", Script)));
        host.AddObject("rooted.zip", StandIn.Zip(("manifest.json", Manifest), ("..\\escaped.js", Script)));
        host.AddObject("link.zip", StandIn.Zip(
            [("manifest.json", Manifest), ("link", "/etc/passwd")],
            (entry, name) => entry.ExternalAttributes = name == "link" ? SymbolicLink : 0));
        host.AddObject("both.zip", StandIn.Zip(("manifest.json", Manifest), ("a", ""), ("a/b", "")));
        host.AddObject("folder.zip", StandIn.Zip(("manifest.json", Manifest), ("a/", ""), ("a", "")));
        host.AddObject("twice.zip", StandIn.Zip(("manifest.json", Manifest), ("a", "1"), ("./a", "2")));
        host.AddObject("name.zip", StandIn.Zip(("manifest.json", Manifest), (new('n', 256), "")));
        var longPath = string.Join('/', Enumerable.Repeat("folder", 700));
        host.AddObject("path.zip", StandIn.Zip(("manifest.json", Manifest), (longPath, "")));
        host.AddObject("locked.zip", InDirectory(StandIn.Zip(("manifest.json", Manifest)), FlagsOffset));
        host.AddObject("damaged.zip", InDirectory(StandIn.Zip(("manifest.json", Manifest)), ChecksumOffset));
        host.AddObject("broken.zip", StandIn.Zip(("manifest.json", "{ nope")));
        (string Key, string Message)[] bad =
        [
            ("missing.zip", "s3://my-bucket/missing.zip, which does not exist"),
            ("../../secrets/text", "which does not exist"),
            ("text.zip", "is not a zip archive of an extension"),
            ("empty.zip", "it has no manifest.json at its top"),
            ("slip.zip", "'../../../escaped.js' does not lie in it"),
            ("rooted.zip", "'..\\escaped.js' does not lie in it"),
            ("link.zip", "'link' is a symbolic link"),
            ("both.zip", "'a' is both a file and a folder"),
            ("folder.zip", "'a' is both a file and a folder"),
            ("twice.zip", "it has './a' twice"),
            ("name.zip", "the name of one of its files is too long"),
            ("path.zip", "the name of one of its files is too long"),
            ("locked.zip", "'manifest.json' is encrypted"),
            ("damaged.zip", "'manifest.json' is damaged: its checksum is wrong"),
            ("broken.zip", "was rejected by Chromium: Extensions.loadUnpacked: Manifest is not valid JSON"),
        ];
        foreach (var (key, message) in bad)
        {
            var response = await _client.SendAsync(
                "PUT",
                $"{BrowserSessions.Path}/start",
                new JsonObject { ["extensions"] = new JsonArray(StandIn.S3(key)) });
            Assert.Equal((400, "ValidationException"), (response.Status, response.ErrorType));
            Assert.Contains(message, response.Text("message"), StringComparison.Ordinal);
            Assert.Equal("extensions[0].location.s3", (string?)response.Body["fieldList"]![0]!["name"]);
        }

        Assert.Empty(Directory.GetFiles(host.DataFolder, "escaped.js", SearchOption.AllDirectories));
        var list = await _client.SendAsync(
            "POST", $"{BrowserSessions.Path}/list", new JsonObject { ["status"] = "READY" });
        Assert.Equal(
            list.Body["items"]!.AsArray().Count,
            Directory.GetDirectories(Path.Combine(host.DataFolder, "sessions", "browser")).Length);
    }

    [Fact]
    public async Task A_pipe_is_neither_an_object_nor_a_secret_and_does_not_block()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not tell what a file is.");
        emulator.Host.AddObject("beside.zip", "");
        emulator.Host.AddSecret("beside", "");
        foreach (var pipe in new[] { $"s3/{StandIn.Bucket}/pipe", "secrets/pipe" })
        {
            using var made = Process.Start("mkfifo", [Path.Combine(emulator.Host.DataFolder, pipe)]);
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, made.ExitCode);
        }

        JsonObject[] requests =
        [
            new() { ["extensions"] = new JsonArray(StandIn.S3("pipe")) },
            StandIn.Proxies(StandIn.Proxy(80, secret: "pipe")),
        ];
        foreach (var request in requests)
        {
            var response = await _client.SendAsync("PUT", $"{BrowserSessions.Path}/start", request);
            Assert.Equal((400, "ValidationException"), (response.Status, response.ErrorType));
            Assert.Contains("which does not exist", response.Text("message"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_error_names_the_file_that_cannot_be_read_and_the_reason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no file that root cannot read.");
        emulator.Host.AddSecret("beside", "");
        var file = Path.Combine(emulator.Host.DataFolder, "secrets", "unreadable");
        File.CreateSymbolicLink(file, "/proc/self/mem");
        var response = await _client.SendAsync(
            "PUT", $"{BrowserSessions.Path}/start", StandIn.Proxies(StandIn.Proxy(80, secret: "unreadable")));
        Assert.Equal((400, "ValidationException"), (response.Status, response.ErrorType));
        Assert.Contains(
            $"is read from the file {file}, which cannot be read: Input/output error",
            response.Text("message"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_is_too_large_when_unpacked_is_rejected()
    {
        const int Piece = 1024 * 1024;
        var zeros = new string('0', Piece);
        emulator.Host.AddObject("bomb.zip", StandIn.Zip(
            [("manifest.json", Manifest), .. Enumerable.Range(0, 257).Select(index => ($"{index}", zeros))]));
        var response = await _client.SendAsync(
            "PUT",
            $"{BrowserSessions.Path}/start",
            new JsonObject { ["extensions"] = new JsonArray(StandIn.S3("bomb.zip")) });
        Assert.Equal((400, "ValidationException"), (response.Status, response.ErrorType));
        Assert.Contains("more than 256 MiB", response.Text("message"), StringComparison.Ordinal);
    }

    // Inverts the lowest bit at an offset in the first directory entry: the flag for encryption, or the checksum.
    private static byte[] InDirectory(byte[] zip, int offset)
    {
        zip[zip.AsSpan().IndexOf("PK\x1\x2"u8) + offset] ^= 1;
        return zip;
    }
}

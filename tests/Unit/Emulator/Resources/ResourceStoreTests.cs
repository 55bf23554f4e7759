using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Resources;
using Xunit;

namespace Tests.Emulator.Resources;

public sealed class ResourceStoreTests : IDisposable
{
    private const string Good = """
        {"Id":"shop-aBcDeF1234","Region":"us-west-2","Definition":{"Name":"shop","NetworkConfiguration":{"NetworkMode":"PUBLIC"}},
         "Tags":{},"State":{"During":"READY","Until":"0001-01-01T00:00:00+00:00","Then":"READY"},
         "CreatedAt":"2026-01-01T00:00:00+00:00","LastUpdatedAt":"2026-01-01T00:00:00+00:00","OfANewerVersion":7}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string File => Path.Combine(_folder, "browsers.json");

    private ResourceStore<CreateBrowserRequest> Open() => new(File, browser => browser.Name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read_with_members_of_a_newer_version()
    {
        System.IO.File.WriteAllText(File, $"[{Good}]");
        Assert.Equal("shop", Assert.Single(Open().All).Definition.Name);
    }

    [Fact]
    public void A_save_that_was_underway_when_the_emulator_died_is_over()
    {
        System.IO.File.WriteAllText(File, $"[{Good}]"
            .Replace("\"During\":\"READY\"", "\"During\":\"SAVING\"", StringComparison.Ordinal)
            .Replace("0001-01-01", "9999-01-01", StringComparison.Ordinal));
        var state = Assert.Single(Open().All).State;
        Assert.Equal("READY", state.At(DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("\0\0\0\0", "line 1, byte 1")]
    [InlineData("garbage", "line 1, byte 1")]
    [InlineData("""[{"Id":"shop-aBcDeF1234","Reg""", "line 1, byte")]
    [InlineData("null", "it is empty")]
    [InlineData("{}", "line 1, byte")]
    [InlineData("[null]", "entry 1 is incomplete")]
    [InlineData("[{}]", "entry 1 is incomplete")]
    [InlineData("[GOOD,GOOD]", "entry 2 has an id that is not valid or not unique")]
    [InlineData("""[GOOD,{"Id":null}]""", "entry 2 is incomplete")]
    [InlineData("[BAD ID]", "entry 1 has an id that is not valid")]
    [InlineData("[NO NETWORK]", "entry 1 is not valid: 1 value is not valid: networkConfiguration must be given")]
    public void A_damaged_file_is_named_with_what_is_wrong_and_a_way_out(string content, string says)
    {
        System.IO.File.WriteAllText(File, content
            .Replace("GOOD", Good, StringComparison.Ordinal)
            .Replace(
                "BAD ID",
                Good.Replace("shop-aBcDeF1234", "../../elsewhere", StringComparison.Ordinal),
                StringComparison.Ordinal)
            .Replace(
                "NO NETWORK",
                Good.Replace("NetworkConfiguration", "Other", StringComparison.Ordinal),
                StringComparison.Ordinal));
        var error = Assert.Throws<StorageException>(Open);
        Assert.StartsWith($"'{File}' cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Restore a copy of the file, or move it away to start without its content.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_not_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not tell what a file is.");
        System.IO.File.CreateSymbolicLink(File, "/dev/zero"); // has no end
        var error = Assert.Throws<StorageException>(Open);
        Assert.Contains("it is not a regular file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_emulator_does_not_start_on_a_damaged_file_and_says_so_in_one_line()
    {
        System.IO.File.WriteAllText(File, "{");
        var (code, output, error) = await EmulatorProcess.RunAsync(null, "--data", _folder);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(
            $"'{File}' cannot be read: ", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);

        System.IO.File.WriteAllText(File, $"[{Good}]");
        await using var host = await StartAsync();
        Assert.Equal(200, (await new EmulatorClient(host).SendAsync("GET", "/browsers/shop-aBcDeF1234")).Status);
    }

    [Fact]
    public async Task What_cannot_be_written_down_does_not_happen()
    {
        await using var host = await StartAsync();
        var client = new EmulatorClient(host);
        var request = JsonNode.Parse("""{"name":"shop","networkConfiguration":{"networkMode":"PUBLIC"}}""")!;
        var inTheWay = Directory.CreateDirectory(File + ".new"); // as a full disk, but root meets it too
        Failed(await client.SendAsync("PUT", "/browsers", request));
        // the system's
        Assert.Single((await client.SendAsync("POST", "/browsers")).Body["browserSummaries"]!.AsArray());

        inTheWay.Delete();
        var created = await client.SendAsync("PUT", "/browsers", request);
        Assert.Equal(202, created.Status);
        var tags = "/tags/" + Uri.EscapeDataString(created.Text("browserArn")!);
        inTheWay.Create();
        Failed(await client.SendAsync("POST", tags, new JsonObject { ["tags"] = new JsonObject { ["a"] = "b" } }));
        Assert.Empty((await client.SendAsync("GET", tags)).Body["tags"]!.AsObject());

        void Failed(Answer answer)
        {
            Assert.Equal((500, "InternalServerException"), (answer.Status, answer.ErrorType));
            Assert.StartsWith($"'{File}' cannot be written: ", answer.Text("message"), StringComparison.Ordinal);
        }
    }

    private Task<EmulatorHost> StartAsync() => EmulatorHost.StartAsync(
        new() { DataFolder = _folder, IsQuiet = true }, TestContext.Current.CancellationToken);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Browser.Features.Profiles;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Tests.Emulator.Browser.Features.Profiles;

/// <summary>A state that is written into a real Chromium is read from it unchanged.</summary>
public sealed class ProfileTransferTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Cookies_of_every_kind_and_storage_of_unreachable_origins_are_restored()
    {
        var cookies = JsonNode.Parse("""
            [
              { "name": "__Host-a", "value": "1", "domain": "shop.example.com", "path": "/", "httpOnly": true,
                "secure": true, "sameSite": "Strict", "priority": "High", "sourceScheme": "Secure", "sourcePort": 443 },
              { "name": "b", "value": "x=y", "domain": ".example.com", "path": "/a", "httpOnly": false, "secure": false,
                "expires": 0, "priority": "Medium", "sourceScheme": "NonSecure", "sourcePort": 80 },
              { "name": "c", "value": "", "domain": "127.0.0.1", "path": "/", "httpOnly": false, "secure": true,
                "sameSite": "None", "priority": "Low", "sourceScheme": "Secure", "sourcePort": 8080 },
              { "name": "d", "value": "1", "domain": "shop.example.com", "path": "/", "httpOnly": false, "secure": true,
                "sameSite": "None", "priority": "Medium", "sourceScheme": "Secure", "sourcePort": 443,
                "partitionKey": { "topLevelSite": "https://example.org", "hasCrossSiteAncestor": true } }
            ]
            """)!.AsArray();
        cookies[1]!["expires"] = DateTimeOffset.UtcNow.AddDays(30).ToUnixTimeSeconds(); // Chromium cuts it at 400 days
        var storage = new Dictionary<string, string>
        {
            ["http://shop.example.com"] = """[["plain","no https here"]]""",
            ["https://shop.example.com"] = """[["length","2"],["quotes \"'`${}","</script>"]]""",
            ["http://[::1]:8080"] = """[["half of a pair","\ud800"]]""",
        };
        var state = new ProfileState
        {
            Cookies = [.. cookies.Select(cookie => JsonSerializer.SerializeToElement(cookie))],
            LocalStorage = storage,
        };

        await using var browser = await ChromiumBrowser.StartAsync(
            new(ChromiumLocator.Find(), _folder, 800, 600) { CanDoWithoutSandbox = true },
            NullLogger.Instance);
        await browser.InitializeAsync(hub => ProfileTransfer.WriteAsync(hub, state));
        var read = await ProfileTransfer.ReadAsync(browser.Hub, browser.Visited);

        Assert.Equal(storage.Keys.Order(), read.LocalStorage.Keys.Order());
        Assert.All(storage, origin => Assert.Equal(Items(origin.Value), Items(read.LocalStorage[origin.Key])));
        var back = read.Cookies.ToDictionary(
            cookie => cookie.GetProperty("name").GetString()!, cookie => JsonObject.Create(cookie)!);
        Assert.Equal(cookies.Count, back.Count);
        Assert.All(cookies, cookie => Assert.All(cookie!.AsObject(), member =>
            Assert.True(
                JsonNode.DeepEquals(member.Value, back[(string)cookie["name"]!][member.Key]),
                $"{cookie["name"]} {member.Key}")));
        Assert.Equal(["b"], back.Where(cookie => cookie.Value.ContainsKey("expires")).Select(cookie => cookie.Key));
    }

    // The order of the items is not defined.
    private static IEnumerable<string> Items(string array) =>
        JsonSerializer.Deserialize<JsonElement[]>(array)!.Select(item => item.GetRawText()).Order();
}

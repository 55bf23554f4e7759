using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Core;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Tests.Emulator.Browser.Features.Recording;

/// <summary>Steps of the tests of recordings.</summary>
internal static class RecordedBrowsers
{
    public const string Bucket = "my-bucket";

    /// <summary>Creates a browser whose sessions are recorded, and returns its id.</summary>
    public static async Task<string> CreateRecordedAsync(
        this EmulatorClient client, string name, string prefix = "recordings", bool isEnabled = true)
    {
        var created = await client.SendAsync("PUT", "/browsers", new JsonObject
        {
            ["name"] = name,
            ["networkConfiguration"] = new JsonObject { ["networkMode"] = "PUBLIC" },
            ["executionRoleArn"] = "arn:aws:iam::123456789012:role/recorder",
            ["recording"] = new JsonObject
            {
                ["enabled"] = isEnabled,
                ["s3Location"] = new JsonObject { ["bucket"] = Bucket, ["prefix"] = prefix },
            },
        });
        Assert.Equal(202, created.Status);
        return created.Text("browserId")!;
    }

    public static async Task<JsonNode> StartRecordedAsync(this EmulatorClient client, string browser)
    {
        var started = await client.SendAsync("PUT", $"/browsers/{browser}/sessions/start", new JsonObject
        {
            ["name"] = "probe",
            ["viewPort"] = new JsonObject { ["width"] = 800, ["height"] = 600 },
        });
        Assert.Equal((200, null), (started.Status, started.ErrorType));
        return started.Body;
    }

    /// <summary>Stops a session and returns what GetBrowserSession then tells of it.</summary>
    public static async Task<JsonNode> StopRecordedAsync(this EmulatorClient client, string browser, string session)
    {
        var path = $"/browsers/{browser}/sessions";
        var stopped = await client.SendAsync("PUT", $"{path}/stop?sessionId={session}");
        Assert.Equal(200, stopped.Status);
        return (await client.SendAsync("GET", $"{path}/get?sessionId={session}")).Body;
    }

    /// <summary>Types a text character by character into a field.</summary>
    public static async Task TypeAsync(this CdpClient cdp, string page, string field, string text)
    {
        await cdp.EvaluateAsync(page, $"{field}.focus()");
        foreach (var character in text)
        {
            await cdp.CallAsync("Input.insertText", new() { ["text"] = $"{character}" }, page);
        }
    }

    /// <summary>Everything in a folder as text, unpacked where it is packed.</summary>
    public static string TextOf(string folder)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var content = File.OpenRead(file);
            using var reader = new StreamReader(
                file.EndsWith(".gz", StringComparison.Ordinal)
                    ? new GZipStream(content, CompressionMode.Decompress)
                    : content);
            text.AppendLine(reader.ReadToEnd());
        }

        return text.ToString();
    }

    /// <summary>What was recorded of one page, as its player gets it.</summary>
    public static async Task<JsonNode> PlayableAsync(ObjectStore store, string folder, string page)
    {
        var reader = new AgentCore.Emulator.Browser.Features.Recording.RecordingReader(store, _ => false);
        using var output = new MemoryStream();
        await reader.WritePageAsync(
            reader.Find(Bucket, folder)!, page, output, TestContext.Current.CancellationToken);
        return JsonNode.Parse(output.ToArray())!;
    }
}

/// <summary>
/// Pages on loopback that try to give away what is typed into them; under localhost they are another site.
/// </summary>
public sealed class LoginSite : PageSite
{
    protected override string PageOf(HttpContext http) => http.Request.Path.Value switch
    {
        "/" => $$"""
            <!DOCTYPE html><title>Login</title><h1>Welcome to the shop</h1>
            <form action="/after"><input id="user" name="user">
              <input id="old" name="old" type="password" oninput="giveAway(this)">
              <input id="fresh" name="fresh" autocomplete="new-password" oninput="giveAway(this)"></form>
            <p id="mirror"></p><div id="host"></div>
            <iframe src="/frame"></iframe><iframe src="http://localhost:{{Port}}/other"></iframe>
            <script>
              function giveAway(field) {
                console.log('typed', field.value);
                console.log({ typed: field.value });
                mirror.textContent = field.value;
                field.setAttribute('value', field.value);
                field.dataset.copy = field.value;
                fetch('/data/' + encodeURIComponent(field.value) + '?typed=' + encodeURIComponent(field.value),
                  { headers: { Authorization: 'Bearer of-a-token' } });
              }
              fresh.addEventListener('beforeinput', event => console.log('before', event.data));
              host.attachShadow({ mode: 'open' }).innerHTML =
                '<input type="password" oninput="giveAway(this)"><button>Show</button>';
              var [deep, show] = host.shadowRoot.children;
              show.addEventListener('click', () => deep.type = 'text');
              var seen = Object.getOwnPropertyNames(window).filter(name => /rrweb|agentcore/i.test(name));
              console.warn('careful', 42);
            </script>
            """,
        "/frame" => "<!DOCTYPE html><p>Text of the frame</p><input id='inner' type='password'>",
        "/other" => "<!DOCTYPE html><p>Text of another site</p><input id='theirs' type='password'>",
        "/popup" => "<!DOCTYPE html><title>Popup</title><p>Text of the popup</p>",
        _ => "<!DOCTYPE html><p>Text after the login</p>",
    };
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Rrweb;
using Xunit;

namespace Tests.Emulator.Browser.Features.Recording;

/// <summary>What is recorded of a session, and what is not.</summary>
public sealed class RecordingTests(EmulatorFixture emulator, LoginSite site)
    : IClassFixture<EmulatorFixture>, IClassFixture<LoginSite>
{
    private const string Old = "hunter2 & \"söcret\"*!";
    private const string Shown = "then-shown";
    private const string Fresh = "brand+new/one";
    private const string Pasted = "pasted-all-at-once";
    private const string Deep = "shown-before-typed";
    private const string Inner = "of-the-frame-9";
    private readonly EmulatorClient _client = emulator.Client;

    private string Bucket => Path.Combine(emulator.Host.DataFolder, "s3", RecordedBrowsers.Bucket);

    [Fact]
    public async Task A_recording_plays_and_no_typed_password_is_in_it()
    {
        var browser = await _client.CreateRecordedAsync("plays", "a/recordings/");
        var session = await _client.StartRecordedAsync(browser);
        var id = BrowserSessions.IdOf(session);
        using (var cdp = await _client.AutomateAsync(session))
        {
            await UseAsync(cdp);
        }

        var before = (await _client.SendAsync("GET", $"/browsers/{browser}/sessions/get?sessionId={id}")).Body;
        Assert.Null(before["sessionReplayArtifact"]);
        var after = await _client.StopRecordedAsync(browser, id);
        Assert.Equal(
            $"s3://{RecordedBrowsers.Bucket}/a/recordings/{id}/", (string?)after["sessionReplayArtifact"]);
        var folder = Path.Combine(Bucket, "a", "recordings", id);
        var all = RecordedBrowsers.TextOf(folder);
        Assert.All(
            [
                "hunter2", "söcret", "s\\u00f6cret", "s%C3%B6cret", Shown, Fresh, "brand%2Bnew",
                Pasted, Deep, Inner, "of-a-token", "Authorization", "typed=h",
            ],
            secret => Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase));
        Assert.All(
            [
                "Welcome to the shop", "Text of the frame", "Text of another site", "Text of the popup",
                "Text after the login", "an ordinary user", "careful 42", "/data/********?typed=*",
            ],
            text => Assert.Contains(text, all, StringComparison.Ordinal));

        var metadata = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, "metadata.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal(
            ("COMPLETE", id, browser, "probe", "us-west-2", 1),
            ((string?)metadata["state"], (string?)metadata["sessionId"], (string?)metadata["browserId"],
                (string?)metadata["name"], (string?)metadata["region"], (int)metadata["formatVersion"]!));
        Assert.Equal(2, metadata["pages"]!.AsArray().Count);
        Assert.All(
            ["rrweb", "console", "network", "devtools"],
            type => Assert.True((long)metadata["events"]![type]! > 0, type));

        var (first, popup) = ((string)metadata["pages"]![0]!["id"]!, (string)metadata["pages"]![1]!["id"]!);
        var place = $"a/recordings/{id}/";
        using var player = await _client.AutomateAsync(await _client.StartAsync());
        await PlaysAsync(player, place, first, ["Text after the login"]);
        await PlaysAsync(player, place, popup, ["Text of the popup"]);
        await PlaysAsync(
            player,
            place,
            first,
            ["Welcome to the shop", "Text of the frame", "Text of another site", "an ordinary user"],
            untilLastNavigation: true);
    }

    [Fact]
    public async Task Sessions_are_recorded_only_where_it_is_on()
    {
        var off = await _client.CreateRecordedAsync("off", "off", isEnabled: false);
        foreach (var browser in new[] { off, "aws.browser.v1" })
        {
            var id = BrowserSessions.IdOf(await _client.StartRecordedAsync(browser));
            Assert.Null((await _client.StopRecordedAsync(browser, id))["sessionReplayArtifact"]);
        }

        Assert.False(Directory.Exists(Path.Combine(Bucket, "off")));
    }

    [Fact]
    public async Task A_place_that_cannot_be_a_folder_is_refused_at_the_start()
    {
        var browser = await _client.CreateRecordedAsync("outside", "a/../../../outside");
        var refused = await _client.SendAsync("PUT", $"/browsers/{browser}/sessions/start", new JsonObject());
        Assert.Equal((400, "ValidationException"), (refused.Status, refused.ErrorType));
        Assert.Contains(
            "recording.s3Location.prefix 'a/../../../outside' cannot be a folder of the emulator's data folder, "
                + "because it leads out of its folder",
            refused.Text("message"),
            StringComparison.Ordinal);
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task A_page_that_floods_the_recorder_or_shows_a_dialog_does_not_keep_its_session()
    {
        const string flood = """
            for (let i = 0; i < 30; i++) {
              console.log('y'.repeat(1e6));
              document.body.append('x'.repeat(1e6));
            }
            """;
        var browser = await _client.CreateRecordedAsync("floods");
        var session = await _client.StartRecordedAsync(browser);
        using var cdp = await _client.AutomateAsync(session);
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.NavigateAsync(page, site.Url + "/popup");
        await cdp.EvaluateAsync(page, flood);
        await cdp.SendAsync(new JsonObject
        {
            ["id"] = 10_000,
            ["method"] = "Runtime.evaluate",
            ["sessionId"] = page,
            ["params"] = new JsonObject { ["expression"] = "alert('careful')" },
        }.ToJsonString());
        await cdp.NextEventAsync("Page.javascriptDialogOpening");
        var clock = Stopwatch.StartNew();
        var id = BrowserSessions.IdOf(session);
        await _client.StopRecordedAsync(browser, id);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var reader = new AgentCore.Emulator.Browser.Features.Recording.RecordingReader(
            new(emulator.Host.DataFolder), _ => false);
        var recording = reader.Find(RecordedBrowsers.Bucket, $"recordings/{id}/")!;
        Assert.Equal("INCOMPLETE", recording.Metadata.State);
        Assert.Contains("More happened at once", recording.Problem, StringComparison.Ordinal);
        Assert.InRange(recording.Metadata.Bytes, 1, 5_000_000);
    }

    // A user who logs in and gives everything away, in a page, its frames and a popup.
    private async Task UseAsync(CdpClient cdp)
    {
        var target = await cdp.FirstPageAsync();
        var page = await cdp.AttachAsync(target);
        await cdp.NavigateAsync(page, site.Url);
        Assert.Equal(
            "0 false",
            (string?)await cdp.EvaluateAsync(
                page, "`${seen.length} ${/data-rr/.test(document.documentElement.outerHTML)}`"));
        await cdp.TypeAsync(page, "user", "an ordinary user");
        await cdp.TypeAsync(page, "old", Old);
        await cdp.EvaluateAsync(page, "old.type = 'text'");
        await cdp.TypeAsync(page, "old", Shown);
        await cdp.TypeAsync(page, "fresh", Fresh);
        await cdp.EvaluateAsync(page, "fresh.value = ''");
        await cdp.CallAsync("Input.insertText", new() { ["text"] = Pasted }, page);
        await cdp.EvaluateAsync(page, "show.focus(), show.click()");
        await cdp.TypeAsync(page, "deep", Deep);
        await cdp.TypeAsync(page, "frames[0].inner", Inner);
        Assert.Equal(false, (bool?)await cdp.EvaluateAsync(
            page, "/data-rr/.test(document.documentElement.outerHTML)"));
        await cdp.EvaluateAsync(page, """
            new Promise(done => {
              const popup = window.open('/popup');
              const look = () => popup.document.title === 'Popup' && popup.document.readyState === 'complete'
                ? done() : setTimeout(look, 20);
              look();
            })
            """);
        await cdp.CallAsync("Target.activateTarget", new() { ["targetId"] = target });
        await cdp.CallAsync("Runtime.evaluate", new() { ["expression"] = "document.forms[0].submit()" }, page);
        await cdp.NextEventAsync("Page.loadEventFired");
        Assert.Equal("Text after the login", (string?)await cdp.EvaluateAsync(page, "document.body.innerText"));
    }

    // What a person sees who plays it to its end: the text and the fields of the page and its frames.
    private async Task PlaysAsync(
        CdpClient cdp, string folder, string page, string[] texts, bool untilLastNavigation = false)
    {
        const string text = """
            function textOf(doc) {
              const fields = Array.from(doc.querySelectorAll('input'), one => one.value);
              const frames = Array.from(doc.querySelectorAll('iframe'), one => one.contentDocument);
              return [doc.documentElement?.innerText, ...fields, ...frames.filter(one => one).map(textOf)].join(' ');
            }
            """;
        var playable = await RecordedBrowsers.PlayableAsync(new(emulator.Host.DataFolder), folder, page);
        Assert.Null((string?)playable["problem"]);
        var events = playable["events"]!.AsArray();
        if (untilLastNavigation)
        {
            var snapshots = events.Select((one, index) => (one, index))
                .Where(pair => pair.one!["frame"] is null && (int?)pair.one["data"]!["type"] == 4);
            events = [.. events.Take(snapshots.Last().index).Select(one => one!.DeepClone())];
        }

        var player = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.EvaluateAsync(player, "document.body.replaceChildren()");
        await cdp.EvaluateAsync(player, RrwebFiles.Script + "\n0");
        var script = EmbeddedFile.ReadText("console/frames.js").Replace("export function", "function");
        await cdp.EvaluateAsync(player, $$"""
            {{text}}
            var { events } = (() => { {{script}}; return playable({{events.ToJsonString()}}); })();
            var replayer = new rrweb.Replayer(events, { root: document.body });
            replayer.pause(replayer.getMetaData().totalTime + 1000);
            """);
        var shown = (string)(await cdp.EvaluateAsync(player, $$"""
            new Promise(done => {
              const began = Date.now();
              const look = () => {
                const shown = textOf(document.querySelector('.replayer-wrapper iframe').contentDocument);
                const isAll = {{JsonSerializer.Serialize(texts)}}.every(one => shown.includes(one));
                isAll || Date.now() - began > 10_000 ? done(shown) : setTimeout(look, 50);
              };
              look();
            })
            """))!;
        Assert.All(texts, one => Assert.Contains(one, shown, StringComparison.Ordinal));
    }
}

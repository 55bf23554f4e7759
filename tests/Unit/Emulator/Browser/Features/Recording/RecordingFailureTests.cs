using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Features.Recording;
using AgentCore.Emulator.Core;
using Xunit;

namespace Tests.Emulator.Browser.Features.Recording;

/// <summary>What is left of recordings when the emulator is killed or the disk is full.</summary>
public sealed class RecordingFailureTests(LoginSite site) : IClassFixture<LoginSite>, IDisposable
{
    private const string Fill = "document.body.append(btoa(String.fromCharCode(...crypto.getRandomValues("
        + "new Uint8Array(50_000)))))";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory();

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task A_kill_leaves_complete_recordings_whole_and_the_current_one_readable()
    {
        string browser, whole, cut;
        await using (var emulator = await EmulatorProcess.StartAsync(null, "--data", _data.FullName))
        {
            var client = emulator.Client;
            browser = await client.CreateRecordedAsync("killed");
            (var first, whole) = await OpenAsync(client, browser);
            using (first)
            {
                await EventuallyAsync(() => HasPage(whole));
            }

            await client.StopRecordedAsync(browser, whole);
            (var second, cut) = await OpenAsync(client, browser);
            using (second)
            {
                await EventuallyAsync(() => HasPage(cut));
            }
        }

        var recordings = Reader.List().ToDictionary(recording => recording.Metadata.SessionId!);
        Assert.Equal([("COMPLETE", null)], recordings.Where(pair => pair.Key == whole)
            .Select(pair => (pair.Value.Metadata.State, pair.Value.Problem)));
        Assert.StartsWith("It is cut", recordings[cut].Problem);
        Assert.All([whole, cut], session =>
        {
            string? problem = null;
            var events = Reader.Read(recordings[session], sentence => problem = sentence).ToList();
            Assert.Null(problem);
            Assert.Contains(events, one => one.Type == RecordedType.Rrweb);
        });
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task A_full_disk_ends_the_recording_with_one_line_and_the_session_goes_on()
    {
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Only root can mount a small disk.");
        var objects = Directory.CreateDirectory(Path.Combine(_data.FullName, "s3")).FullName;
        string[] through =
        [
            "unshare", "--mount", "sh", "-c",
            $"mount -t tmpfs -o size=256k,mode=700 none '{objects}' && exec \"$@\"", "sh",
        ];
        await using var emulator = await EmulatorProcess.StartAsync(through, null, "--data", _data.FullName);
        var lines = new ConcurrentQueue<string>();
        emulator.Process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        var browser = await emulator.Client.CreateRecordedAsync("full");
        var (cdp, id) = await OpenAsync(emulator.Client, browser);
        using (cdp)
        {
            var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
            for (var count = 0; count < 40; count++)
            {
                await cdp.EvaluateAsync(page, Fill);
            }

            await EventuallyAsync(() => lines.Any(line => line.Contains("is incomplete", StringComparison.Ordinal)));
            Assert.Equal(2, (int?)await cdp.EvaluateAsync(page, "1 + 1"));
        }

        var after = await emulator.Client.StopRecordedAsync(browser, id);
        Assert.Equal("TERMINATED", (string?)after["status"]);
        var told = Assert.Single(lines, line => line.Contains("recording", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("No space left on device", told, StringComparison.Ordinal);
        var metadata = JsonNode.Parse(await File.ReadAllTextAsync(
            $"/proc/{emulator.Process.Id}/root{FileOf(id, "metadata.json")}", TestContext.Current.CancellationToken))!;
        Assert.NotEqual("COMPLETE", (string?)metadata["state"]);
    }

    private RecordingReader Reader => new(new ObjectStore(_data.FullName), _ => false);

    private string FileOf(string session, string name) =>
        Path.Combine(_data.FullName, "s3", RecordedBrowsers.Bucket, "recordings", session, name);

    // Whether the recording has something of the page by now, and not only that it was opened.
    private bool HasPage(string session) =>
        Reader.Find(RecordedBrowsers.Bucket, $"recordings/{session}/") is { } recording
        && Reader.Read(recording, _ => { }).Any(one => one.Type == RecordedType.Rrweb);

    private async Task<(CdpClient Client, string Id)> OpenAsync(EmulatorClient client, string browser)
    {
        var session = await client.StartRecordedAsync(browser);
        var cdp = await client.AutomateAsync(session);
        await cdp.NavigateAsync(await cdp.AttachAsync(await cdp.FirstPageAsync()), site.Url + "/popup");
        return (cdp, BrowserSessions.IdOf(session));
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}

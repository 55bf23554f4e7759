using System.Diagnostics;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Replay;
using Xunit;

namespace Tests.Emulator.Replay;

/// <summary>Emulators that record and replay, by their wire.</summary>
public sealed class RecordReplayTests : IDisposable
{
    private static readonly JsonObject Browser = new()
    {
        ["name"] = "recorded",
        ["networkConfiguration"] = new JsonObject { ["networkMode"] = "PUBLIC" },
        ["clientToken"] = "0123456789-0123456789-0123456789-x",
    };

    private readonly string _path = RecordingFiles.NewPath();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Calls_and_errors_are_replayed_and_what_is_missing_is_an_error()
    {
        string[] recorded, replayed;
        await using (var host = await StartAsync(new() { RecordPath = _path, IsQuiet = true }))
        {
            recorded = await CallAsync(new(host));
        }

        await using var replay = await StartAsync(new() { ReplayPath = _path, IsQuiet = true });
        var client = new EmulatorClient(replay);
        replayed = await CallAsync(client);
        Assert.Equal(recorded, replayed);
        Assert.StartsWith("202", recorded[0], StringComparison.Ordinal);
        Assert.StartsWith("404 ResourceNotFoundException", recorded[2], StringComparison.Ordinal);

        var missing = await client.SendAsync("DELETE", "/browsers/other-0123456789");
        Assert.Equal((400, "ValidationException"), (missing.Status, missing.ErrorType));
        Assert.Contains("DeleteBrowser", missing.Text("message")!, StringComparison.Ordinal);
        Assert.Contains(_path, missing.Text("message")!, StringComparison.Ordinal);
        var stranger = new EmulatorClient(replay.Url, replay.AccessKey, "wrong");
        Assert.Equal(403, (await stranger.SendAsync("POST", "/browsers")).Status);
        var view = await client.SendAsync("GET", "/browser-streams/aws.browser.v1/sessions/01J/live-view");
        Assert.Contains("A live view is not replayed", view.Text("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_was_acknowledged_is_in_the_file_after_a_kill()
    {
        await using (var emulator = await EmulatorProcess.StartAsync(null, "--record", _path))
        {
            Assert.Equal(202, (await emulator.Client.SendAsync("PUT", "/browsers", Browser.DeepClone())).Status);
            emulator.Process.Kill();
        }

        Assert.Equal("CreateBrowser", Assert.Single(RecordedCalls.Read(_path).Calls).Request.Name);
    }

    [Fact]
    public async Task A_disk_that_is_full_ends_the_recording_and_not_the_calls()
    {
        // A signal would end the emulator where its file may not grow.
        string[] ignoring = ["bash", "-c", "trap '' XFSZ; exec \"$@\"", "bash"];
        await using var emulator = await EmulatorProcess.StartAsync(ignoring, null, "--record", _path);
        await emulator.Client.SendAsync("POST", "/browsers");
        var limit = new FileInfo(_path).Length + 100;
        using var limiting = Process.Start("prlimit", ["--pid", $"{emulator.Process.Id}", $"--fsize={limit}"]);
        await limiting.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(200, (await emulator.Client.SendAsync("POST", "/code-interpreters")).Status);
        Assert.Equal(200, (await emulator.Client.SendAsync("POST", "/browsers")).Status);
        var recording = RecordedCalls.Read(_path);
        Assert.Equal(("ListBrowsers", null), (Assert.Single(recording.Calls).Request.Name, recording.CutLine));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{\"format\":\"har\"}\n", "is not a recording of calls")]
    [InlineData("{\"format\":\"agentcore-ca", "is not a recording of calls")]
    [InlineData("{\"format\":\"agentcore-calls\",\"version\":2}\n", "has version 2 of the format")]
    [InlineData(RecordingFiles.Header + "\n{}\n\n", "Line 2")]
    [InlineData(RecordingFiles.Header + "\nnothing\n{}\n", "Line 2")]
    [InlineData(null, "does not exist")]
    public void A_file_that_cannot_be_replayed_is_named_in_one_sentence(string? content, string told)
    {
        if (content is not null)
        {
            File.WriteAllText(_path, content);
        }

        var error = Assert.Throws<EmulatorStartException>(() => RecordedCalls.Read(_path));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"status\":99999,\"headers\":{}")]
    [InlineData("\"status\":-1,\"headers\":{}")]
    [InlineData("\"status\":304,\"headers\":{}")]
    [InlineData("\"status\":200,\"headers\":{\"transfer-encoding\":\"chunked\"}")]
    [InlineData("\"status\":200,\"headers\":{\"x-a\":\"1\\r\\nx-b: 2\"}")]
    [InlineData("\"status\":200,\"headers\":{\"a b\":\"1\"}")]
    public void A_response_that_cannot_be_sent_is_found_at_the_start(string response)
    {
        var call = RecordingFiles.Call(1, "ListBrowsers", "{}", "{}")
            .Replace("\"status\":200,\"headers\":{}", response, StringComparison.Ordinal);
        var error = Assert.Throws<EmulatorStartException>(() => RecordingFiles.Read(call));
        Assert.Contains("Line 2 of the recording", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_that_was_cut_is_used_up_to_there()
    {
        var whole = RecordingFiles.Call(1, "ListBrowsers", "{}", "{}");
        var recording = RecordingFiles.Read(whole, whole[..60]);
        Assert.Equal((1, 3), (recording.Calls.Count, recording.CutLine));
    }

    [Fact]
    public async Task Nothing_starts_that_would_overwrite_a_recording_or_do_both()
    {
        await File.WriteAllTextAsync(_path, "kept", TestContext.Current.CancellationToken);
        var exists = await Assert.ThrowsAsync<EmulatorStartException>(() => StartAsync(new() { RecordPath = _path }));
        Assert.Contains("exists already", exists.Message, StringComparison.Ordinal);
        Assert.Equal("kept", await File.ReadAllTextAsync(_path, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<EmulatorStartException>(
            () => StartAsync(new() { RecordPath = _path + "2", ReplayPath = _path }));
        Assert.False(File.Exists(_path + "2"));
    }

    private static Task<EmulatorHost> StartAsync(EmulatorOptions options) =>
        EmulatorHost.StartAsync(options, TestContext.Current.CancellationToken);

    // What each call brings: status, code and body.
    private static async Task<string[]> CallAsync(EmulatorClient client)
    {
        var made = await client.SendAsync("PUT", "/browsers", Browser.DeepClone());
        Answer[] answers =
        [
            made,
            await client.SendAsync("GET", $"/browsers/{made.Text("browserId")}"),
            await client.SendAsync("GET", "/browsers/none-0123456789"),
            await client.SendAsync("POST", "/browsers?maxResults=1"),
            await client.SendAsync("DELETE", $"/browsers/{made.Text("browserId")}"),
        ];
        return [.. answers.Select(answer => $"{answer.Status} {answer.ErrorType} {answer.Body.ToJsonString()}")];
    }
}

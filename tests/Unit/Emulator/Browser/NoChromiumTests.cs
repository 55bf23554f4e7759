using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Chromium;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>Runs an emulator of its own process, whose environment names a Chromium that is not there.</summary>
public sealed class NoChromiumTests
{
    [Fact]
    public async Task The_emulator_starts_and_a_session_says_what_is_missing()
    {
        await using var emulator = await EmulatorProcess.StartAsync(new Dictionary<string, string> { [ChromiumLocator.Variable] = "/nowhere/chromium" });
        var answer = await emulator.Client.SendAsync("PUT", $"{BrowserSessions.Path}/start", new JsonObject());
        Assert.Equal((500, "InternalServerException"), (answer.Status, answer.ErrorType));
        Assert.Contains("'/nowhere/chromium'", answer.Text("message"), StringComparison.Ordinal);
        var list = await emulator.Client.SendAsync("POST", $"{BrowserSessions.Path}/list", new JsonObject());
        Assert.Empty(list.Body["items"]!.AsArray());
    }
}

using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Chromium;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>Runs an emulator process whose environment names a Chromium that does not exist.</summary>
public sealed class NoChromiumTests
{
    [Fact]
    public async Task The_emulator_starts_and_a_session_reports_what_is_missing()
    {
        var environment = new Dictionary<string, string> { [ChromiumLocator.Variable] = "/nowhere/chromium" };
        await using var emulator = await EmulatorProcess.StartAsync(environment);
        var response = await emulator.Client.SendAsync("PUT", $"{BrowserSessions.Path}/start", new JsonObject());
        Assert.Equal((500, "InternalServerException"), (response.Status, response.ErrorType));
        Assert.Contains("'/nowhere/chromium'", response.Text("message"), StringComparison.Ordinal);
        var list = await emulator.Client.SendAsync("POST", $"{BrowserSessions.Path}/list", new JsonObject());
        Assert.Empty(list.Body["items"]!.AsArray());
    }
}

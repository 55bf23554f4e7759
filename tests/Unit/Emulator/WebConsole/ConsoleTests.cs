using System.Text.Json.Nodes;
using Tests.Emulator.Browser;
using Xunit;

namespace Tests.Emulator.WebConsole;

public sealed class ConsoleTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task The_console_lists_live_sessions_of_both_tools_and_links_to_the_live_view()
    {
        var client = emulator.Client;
        var browser = await client.StartAsync(new() { ["name"] = "<shop>" });
        var ended = await client.StartAsync(new() { ["name"] = "ended" });
        await client.StopAsync(BrowserSessions.IdOf(ended));
        var code = await client.SendAsync(
            "PUT",
            "/code-interpreters/aws.codeinterpreter.v1/sessions/start",
            new JsonObject { ["name"] = "sums" });

        var html = (string)(await GetAsync(emulator.Host.ConsoleUrl)).Body!;
        Assert.Contains("&lt;shop&gt;", html, StringComparison.Ordinal);
        Assert.Contains(code.Text("sessionId")!, html, StringComparison.Ordinal);
        Assert.DoesNotContain(BrowserSessions.IdOf(ended), html, StringComparison.Ordinal);

        var link = $"/live-view/{BrowserSessions.IdOf(browser)}?token={emulator.Host.ConsoleUrl.Split("token=")[1]}";
        Assert.Contains($"href=\"{link}\"", html, StringComparison.Ordinal);
        var view = await GetAsync(emulator.Host.Url + link);
        Assert.Contains("data-token=", (string)view.Body!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?token=")]
    [InlineData("/?token=00")]
    [InlineData("/live-view/01JABCDEFGHJKMNPQRSTVWXYZ0?token=00")]
    public async Task Without_its_token_the_console_is_closed(string path)
    {
        var answer = await GetAsync(emulator.Host.Url + path);
        Assert.Equal((403, "AccessDeniedException"), (answer.Status, answer.ErrorType));
    }

    private static Task<Answer> GetAsync(string url) => EmulatorClient.SendAsync(new(HttpMethod.Get, url));
}

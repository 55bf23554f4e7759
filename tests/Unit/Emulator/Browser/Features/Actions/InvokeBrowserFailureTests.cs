using Xunit;

namespace Tests.Emulator.Browser.Features.Actions;

/// <summary>Actions that fail: each response is clear, and comes in time.</summary>
public sealed class InvokeBrowserFailureTests(SharedBrowser browser) : IClassFixture<SharedBrowser>
{
    private const string Move = """{"mouseMove":{"x":10,"y":10}}""";
    private readonly EmulatorClient _client = browser.Client;

    [Theory]
    [InlineData(
        "{}",
        "action must have exactly one of "
        + "mouseClick, mouseMove, mouseDrag, mouseScroll, keyType, keyPress, keyShortcut, screenshot")]
    [InlineData("""{"mouseMove":{"x":10,"y":10},"screenshot":{}}""", "exactly one of")]
    [InlineData("""{"mouseMove":{"x":10}}""", "action.mouseMove.y must be given")]
    [InlineData(
        """{"mouseClick":{"x":10,"y":10,"clickCount":11}}""",
        "action.mouseClick.clickCount must be between 1 and 10, is 11")]
    [InlineData(
        """{"mouseClick":{"x":10,"y":10,"button":"left"}}""",
        "action.mouseClick.button must be one of LEFT, RIGHT, MIDDLE")]
    [InlineData(
        """{"mouseScroll":{"x":10,"y":10,"deltaY":1001}}""",
        "action.mouseScroll.deltaY must be between -1000 and 1000, is 1001")]
    [InlineData("""{"keyPress":{"key":"a","presses":0}}""", "action.keyPress.presses must be between 1 and 100, is 0")]
    [InlineData("""{"keyShortcut":{"keys":[]}}""", "action.keyShortcut.keys must have 1 to 5 items, has 0")]
    [InlineData(
        """{"keyShortcut":{"keys":["a","b","c","d","e","f"]}}""",
        "action.keyShortcut.keys must have 1 to 5 items, has 6")]
    [InlineData("""{"screenshot":{"format":"JPEG"}}""", "action.screenshot.format must be one of PNG")]
    [InlineData("""{"mouseMove":{"x":1.5,"y":10}}""", "action.mouseMove.x")]
    public async Task An_action_that_violates_the_model_is_a_ValidationException(string action, string message)
    {
        var response = await _client.InvokeAsync("01JABCDEFGHJKMNPQRSTVWXYZ0", action);
        Assert.Equal((400, "ValidationException"), (response.Status, response.ErrorType));
        Assert.Contains(message, response.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_may_have_10000_characters_and_no_more()
    {
        using var page = await ActionPage.OpenAsync(browser, "<textarea autofocus></textarea>");
        var longest = string.Concat(Enumerable.Range(0, 100).Select(line => $"{line:00}{new string('x', 97)}\\n"));
        await page.DoAsync($$$"""{"keyType":{"text":"{{{longest}}}"}}""");
        Assert.Equal(
            longest.Replace("\\n", "\n", StringComparison.Ordinal),
            await page.ReadAsync("document.querySelector('textarea').value"));
        var response = await page.InvokeAsync($$$"""{"keyType":{"text":"{{{longest}}}x"}}""");
        Assert.Equal(400, response.Status);
    }

    [Fact]
    public async Task The_header_identifies_the_session_which_must_be_live()
    {
        var missing = await _client.InvokeAsync(null, Move);
        Assert.Equal((400, "ValidationException"), (missing.Status, missing.ErrorType));
        Assert.Contains("sessionId must be given", missing.Text("message"), StringComparison.Ordinal);

        var unknown = await _client.InvokeAsync("01JABCDEFGHJKMNPQRSTVWXYZ0", Move);
        Assert.Equal((404, "ResourceNotFoundException"), (unknown.Status, unknown.ErrorType));

        var id = BrowserSessions.IdOf(await _client.StartAsync());
        await _client.StopAsync(id);
        var ended = await _client.InvokeAsync(id, Move);
        Assert.Equal((404, "ResourceNotFoundException"), (ended.Status, ended.ErrorType));
        Assert.Contains("it was stopped", ended.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actions_work_while_automation_is_disabled()
    {
        using var page = await ActionPage.StartAsync(_client);
        await _client.SetStreamAsync(page.Id, "DISABLED");
        var picture = await page.InvokeAsync("""{"screenshot":{}}""");
        Assert.Equal("SUCCESS", (string?)picture.Body["result"]!["screenshot"]!["status"]);
        var moved = await page.InvokeAsync(Move);
        Assert.Equal("SUCCESS", (string?)moved.Body["result"]!["mouseMove"]!["status"]);
    }

    [Fact]
    public async Task A_page_that_crashed_or_does_not_respond_fails_in_time_and_the_session_continues()
    {
        using var crashed = await ActionPage.StartAsync(_client, "<title>crash</title>");
        using var endless = await ActionPage.StartAsync(_client, "<title>endless</title>");
        await Send(crashed, "Page.navigate", """{"url":"chrome://crash"}""");
        await crashed.Cdp.NextEventAsync("Inspector.targetCrashed");
        await Send(endless, "Runtime.evaluate", """{"expression":"while (true);"}""");

        var errors = await Task.WhenAll(
            crashed.FailAsync(Move),
            endless.FailAsync("""{"keyType":{"text":"x"}}"""));
        Assert.Equal("The page has crashed. Open an address in a new page.", errors[0]);
        Assert.StartsWith("The page did not respond within 2 seconds", errors[1], StringComparison.Ordinal);

        await crashed.Cdp.CallAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        await crashed.DoAsync(Move);
    }

    [Fact]
    public async Task A_pending_action_ends_with_the_session()
    {
        const string Html = "<title>slow</title><body onmousemove='document.title = \"busy\"; while (true);'>";
        using var stopped = await ActionPage.StartAsync(_client, Html);
        var pending = stopped.InvokeAsync(Move);
        await BusyAsync(stopped);
        await _client.StopAsync(stopped.Id);
        Assert.Equal((404, "ResourceNotFoundException"), ((await pending).Status, (await pending).ErrorType));
    }

    private static Task Send(ActionPage page, string method, string parameters) => page.Cdp.SendAsync(
        $$"""{"id":9999,"method":"{{method}}","params":{{parameters}},"sessionId":"{{page.Page}}"}""");

    // The page sets its title when it is stuck in the handler of the action.
    private static async Task BusyAsync(ActionPage page)
    {
        var target = await page.Cdp.FirstPageAsync();
        for (var info = ""; info != "busy"; await Task.Yield())
        {
            var found = await page.Cdp.CallAsync("Target.getTargetInfo", new() { ["targetId"] = target });
            info = (string?)found["targetInfo"]!["title"];
        }
    }
}

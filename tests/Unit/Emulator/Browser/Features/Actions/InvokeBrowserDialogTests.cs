using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.Browser.Features.Actions;

/// <summary>
/// InvokeBrowser while a JavaScript dialog is open in the page, which no client has enabled events of.
/// </summary>
public sealed class InvokeBrowserDialogTests(SharedBrowser browser) : IClassFixture<SharedBrowser>
{
    private const string Teal = "<title>page</title><body style='background:teal'>";
    private const string Screenshot = """{"screenshot":{}}""";
    private const string Enter = """{"keyPress":{"key":"Enter"}}""";
    private const string Escape = """{"keyPress":{"key":"Escape"}}""";
    private const string Click = """{"mouseClick":{"x":50,"y":50}}""";

    [Theory]
    [InlineData("alert('hi')", Enter, "undefined")]
    [InlineData("alert('hi')", Escape, "undefined")]
    [InlineData("confirm('sure?')", Enter, "true")]
    [InlineData("confirm('sure?')", Escape, "false")]
    [InlineData("confirm('sure?')", """{"keyShortcut":{"keys":["enter"]}}""", "true")]
    [InlineData("confirm('sure?')", """{"keyType":{"text":"\n"}}""", "true")]
    [InlineData("prompt('name?', 'nobody')", Enter, "nobody")]
    [InlineData("prompt('name?', 'nobody')", Escape, "null")]
    public async Task A_key_answers_the_dialog(string script, string key, string expected)
    {
        using var page = await WithDialogAsync($"window.answer = {script}");
        await page.DoAsync(key);
        Assert.Equal(expected, await page.ReadAsync("String(window.answer)"));
    }

    [Fact]
    public async Task A_prompt_takes_text_which_replaces_its_default()
    {
        using var page = await WithDialogAsync("window.answer = prompt('name?', 'nobody')");
        await page.DoAsync("""{"keyType":{"text":"Größe 😀"}}""");
        await page.DoAsync("""{"keyPress":{"key":"Backspace","presses":2}}""");
        await page.DoAsync("""{"keyPress":{"key":"x"}}""");
        await page.DoAsync("""{"keyType":{"text":"y\n"}}""");
        Assert.Equal("Größexy", await page.ReadAsync("window.answer"));
    }

    [Theory]
    [InlineData(800, 600)]
    [InlineData(400, 300)]
    public async Task A_screenshot_has_the_page_as_it_was_shown_last(int width, int height)
    {
        using var page = await ActionPage.StartAsync(browser.Client, Teal, new()
        {
            ["viewPort"] = new JsonObject { ["width"] = width, ["height"] = height },
        });
        await AskAsync(page, "confirm('sure?')");
        var shot = (await page.InvokeAsync(Screenshot)).Body["result"]!["screenshot"]!;
        Assert.Equal("SUCCESS", (string?)shot["status"]);
        var picture = Convert.FromBase64String((string)shot["data"]!);
        Assert.Equal(
            (width, height),
            (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)),
                BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20))));
        await page.DoAsync(Enter);
        var after = (await page.InvokeAsync(Screenshot)).Body["result"]!["screenshot"]!;
        Assert.Equal("SUCCESS", (string?)after["status"]);
    }

    [Theory]
    [InlineData(Click, "the page takes no mouse")]
    [InlineData("""{"mouseMove":{"x":50,"y":50}}""", "the page takes no mouse")]
    [InlineData("""{"keyShortcut":{"keys":["Control","a"]}}""", "the page takes no mouse and no shortcuts")]
    [InlineData("""{"keyPress":{"key":"Tab"}}""", "it does not take Tab")]
    [InlineData("""{"keyPress":{"key":"Enter","presses":2}}""", "it does not take Enter 2 times")]
    [InlineData("""{"keyType":{"text":"x"}}""", "it has no field for text")]
    public async Task What_the_dialog_does_not_take_fails_with_its_text_and_the_keys_that_answer_it(
        string action, string reason)
    {
        using var page = await WithDialogAsync("confirm('sure?')");
        var error = await page.FailAsync(action);
        Assert.StartsWith("A dialog is open (confirm: sure?), and ", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains("keyPress Enter", error, StringComparison.Ordinal);
        Assert.Contains("keyPress Escape", error, StringComparison.Ordinal);
        await page.DoAsync(Escape);
        await page.DoAsync(Click);
    }

    [Fact]
    public async Task An_action_that_opens_a_dialog_has_succeeded()
    {
        const string Html = "<body style='height:500px' onclick='document.title = confirm(1)'>"
            + "<textarea autofocus onkeydown='if (event.key == \"b\") document.title = confirm(2)'></textarea>";
        using var page = await ActionPage.OpenAsync(browser, Html);
        await page.DoAsync("""{"keyType":{"text":"ab"}}""");
        await page.DoAsync(Enter);
        Assert.Equal("true", await page.ReadAsync("document.title"));
        await page.DoAsync("""{"mouseClick":{"x":400,"y":300}}""");
        await page.DoAsync(Escape);
        Assert.Equal("false", await page.ReadAsync("document.title"));
    }

    [Fact]
    public async Task Leaving_a_page_can_be_declined_and_confirmed()
    {
        const string Html = "<title>first</title><body style='height:500px'>"
            + "<script>onbeforeunload = e => e.preventDefault(); window.answers = 0;</script>";
        using var page = await ActionPage.OpenAsync(browser, Html);
        await page.DoAsync(Click); // Chromium asks only where the user has used the page
        foreach (var (key, address) in new[] { (Escape, "data:text/html,"), (Enter, "about:blank") })
        {
            await page.ReadAsync("void setTimeout(() => location = 'about:blank')");
            await OpenedAsync(page);
            await page.DoAsync(key);
            await LocatedAsync(page, address);
        }
    }

    [Fact]
    public async Task A_dialog_of_a_new_page_s_first_script_is_seen()
    {
        using var page = await ActionPage.OpenAsync(browser);
        await page.Cdp.CallAsync(
            "Target.createTarget",
            new() { ["url"] = "data:text/html,<script>document.title = prompt('first thing')</script>" });
        await OpenedAsync(page);
        await page.DoAsync("""{"keyType":{"text":"seen\n"}}""");
        await TitledAsync(page, "seen");
    }

    [Fact]
    public async Task A_dialog_in_a_page_that_is_not_visible_leaves_the_visible_one_alone()
    {
        using var page = await ActionPage.OpenAsync(browser, "<title>visible</title>");
        var first = await page.Cdp.FirstPageAsync();
        var hidden = await page.Cdp.CallAsync("Target.createTarget", new() { ["url"] = "data:text/html,hidden" });
        var session = await page.Cdp.AttachAsync((string)hidden["targetId"]!);
        await page.Cdp.EvaluateAsync(session, "void setTimeout(() => alert('hidden'))");
        await OpenedAsync(page);
        await page.Cdp.CallAsync("Target.activateTarget", new() { ["targetId"] = first });
        await page.DoAsync(Click);
    }

    [Fact]
    public async Task A_client_with_automation_answers_its_dialogs_as_if_it_were_alone()
    {
        using var page = await ActionPage.OpenAsync(browser);
        await page.Cdp.CallAsync("Page.enable", session: page.Page);
        await page.Cdp.EvaluateAsync(page.Page, "void setTimeout(() => window.answer = prompt('?'))");
        var opening = await page.Cdp.NextEventAsync("Page.javascriptDialogOpening");
        Assert.Equal("prompt", (string?)opening["params"]!["type"]);
        await page.Cdp.CallAsync(
            "Page.handleJavaScriptDialog", new() { ["accept"] = true, ["promptText"] = "mine" }, page.Page);
        Assert.Equal("mine", await page.ReadAsync("window.answer"));
        await page.DoAsync(Click);
    }

    private async Task<ActionPage> WithDialogAsync(string script)
    {
        var page = await ActionPage.OpenAsync(browser, Teal);
        await AskAsync(page, script);
        return page;
    }

    private static async Task AskAsync(ActionPage page, string script)
    {
        await page.ReadAsync($"void setTimeout(() => {{ {script} }})");
        await OpenedAsync(page);
    }

    // A dialog is open once the mouse is refused.
    private static async Task OpenedAsync(ActionPage page)
    {
        while (true)
        {
            var result = (await page.InvokeAsync("""{"mouseMove":{"x":60,"y":60}}""")).Body["result"]!["mouseMove"]!;
            if (((string?)result["error"])?.StartsWith("A dialog is open", StringComparison.Ordinal) == true)
            {
                return;
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static async Task TitledAsync(ActionPage page, string title)
    {
        while (true)
        {
            var targets = (await page.Cdp.CallAsync("Target.getTargets"))["targetInfos"]!.AsArray();
            if (targets.Any(target => (string?)target!["title"] == title))
            {
                return;
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    // A page that was not left is asked again by the next step.
    private static async Task LocatedAsync(ActionPage page, string start)
    {
        while ((await page.ReadAsync("location.href"))?.StartsWith(start, StringComparison.Ordinal) != true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}

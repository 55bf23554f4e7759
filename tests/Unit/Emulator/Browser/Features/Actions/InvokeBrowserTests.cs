using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.Browser.Features.Actions;

/// <summary>The eight actions, and the events that a real page gets from them.</summary>
public sealed class InvokeBrowserTests(SharedBrowser browser) : IClassFixture<SharedBrowser>
{
    [Fact]
    public async Task The_mouse_moves_clicks_and_drags_like_a_real_one()
    {
        using var page = await ActionPage.OpenAsync(browser);
        await page.DoAsync("""{"mouseMove":{"x":500,"y":400}}""");
        Assert.Equal("mousemove 500 400 0", await TakeLogAsync(page));

        await page.DoAsync("""{"mouseClick":{"x":510,"y":410,"clickCount":2}}""");
        Assert.Equal(
            "mousemove 510 410 0|mousedown 510 410 0 1|mouseup 510 410 0 1|click 510 410 0 1|"
            + "mousedown 510 410 0 2|mouseup 510 410 0 2|click 510 410 0 2|dblclick 510 410 0 2",
            await TakeLogAsync(page));

        await page.DoAsync("""{"mouseClick":{"x":511,"y":411,"button":"RIGHT"}}""");
        Assert.Contains("contextmenu 511 411 2", await TakeLogAsync(page), StringComparison.Ordinal);
        await page.DoAsync("""{"mouseClick":{"x":512,"y":412,"button":"MIDDLE"}}""");
        Assert.Contains("auxclick 512 412 1 1", await TakeLogAsync(page), StringComparison.Ordinal);

        await page.DoAsync("""{"mouseDrag":{"startX":400,"startY":500,"endX":500,"endY":400}}""");
        var steps = string.Join(
            '|', Enumerable.Range(1, 10).Select(step => $"mousemove {400 + (step * 10)} {500 - (step * 10)} 1"));
        Assert.StartsWith(
            $"mousemove 400 500 0|mousedown 400 500 0 1|{steps}|mouseup 500 400 0 1",
            await TakeLogAsync(page),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draggable_element_is_dropped_where_the_drag_ends()
    {
        using var page = await ActionPage.OpenAsync(browser);
        await page.DoAsync("""{"mouseDrag":{"startX":120,"startY":320,"endX":340,"endY":340,"button":"LEFT"}}""");
        Assert.Contains("drop carried", await TakeLogAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negative_scroll_goes_down_and_a_positive_one_up()
    {
        using var page = await ActionPage.OpenAsync(browser);
        await page.DoAsync("""{"mouseScroll":{"x":500,"y":400,"deltaX":200,"deltaY":-300}}""");
        Assert.Equal("[200,300]", await ScrolledAsync(page, "scrollX === 200 && scrollY === 300"));
        await page.DoAsync("""{"mouseScroll":{"x":500,"y":400,"deltaY":120}}""");
        Assert.Equal("[200,180]", await ScrolledAsync(page, "scrollY === 180"));
        await page.DoAsync("""{"mouseScroll":{"x":500,"y":400}}""");
        Assert.Equal("[200,180]", await ScrolledAsync(page, "true"));
    }

    [Fact]
    public async Task A_text_is_typed_key_by_key_whatever_its_characters()
    {
        using var page = await ActionPage.OpenAsync(browser);
        await page.DoAsync("""{"mouseClick":{"x":150,"y":120}}""");
        var text = new JsonObject { ["text"] = "aZ1! é☕\r\n😀" };
        await page.DoAsync(new JsonObject { ["keyType"] = text }.ToJsonString());
        Assert.Equal("aZ1! é☕\n😀", await page.ReadAsync("document.querySelector('textarea').value"));
        Assert.Equal(
            "a/KeyA/65// Z/KeyZ/90// 1/Digit1/49// !/Digit1/49//  /Space/32// é//0// ☕//0// Enter/Enter/13//",
            await page.ReadAsync("keys.join(' ')"));
        await page.DoAsync("""{"keyType":{"text":""}}""");
    }

    [Fact]
    public async Task Keys_are_pressed_by_name_and_together()
    {
        using var page = await ActionPage.OpenAsync(browser);
        await page.DoAsync("""{"mouseClick":{"x":150,"y":120}}""");
        await page.DoAsync("""{"keyType":{"text":"abc"}}""");
        await page.DoAsync("""{"keyPress":{"key":"BackSpace","presses":2}}""");
        await page.DoAsync("""{"keyPress":{"key":"x"}}""");
        Assert.Equal("ax", await page.ReadAsync("document.querySelector('textarea').value"));

        await page.DoAsync("""{"keyShortcut":{"keys":["ctrl","a"]}}""");
        Assert.Equal(
            "0,2",
            await page.ReadAsync("(t => t.selectionStart + ',' + t.selectionEnd)(document.querySelector('textarea'))"));
        await page.ReadAsync("void (keys.length = 0)");
        await page.DoAsync("""{"keyShortcut":{"keys":["Control","Shift","k"]}}""");
        await page.DoAsync("""{"keyShortcut":{"keys":["shift","2"]}}""");
        await page.DoAsync("""{"keyPress":{"key":"page_down"}}""");
        await page.DoAsync("""{"keyPress":{"key":"F9"}}""");
        Assert.Equal(
            "Control/ControlLeft/17/c/ Shift/ShiftLeft/16/c/s K/KeyK/75/c/s Shift/ShiftLeft/16//s @/Digit2/50//s "
            + "PageDown/PageDown/34// F9/F9/120//",
            await page.ReadAsync("keys.join(' ')"));
        Assert.Equal("@", await page.ReadAsync("document.querySelector('textarea').value"));
        Assert.Contains("'Entr'", await page.FailAsync("""{"keyPress":{"key":"Entr"}}"""), StringComparison.Ordinal);
        var error = await page.FailAsync("""{"keyShortcut":{"keys":["ctrl","nope"]}}""");
        Assert.Contains("'nope'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"screenshot":{}}""")]
    [InlineData("""{"screenshot":{"format":"PNG"}}""")]
    public async Task A_screenshot_is_a_PNG_of_the_view_port(string action)
    {
        using var page = await ActionPage.OpenAsync(browser);
        var result = (await page.InvokeAsync(action)).Body["result"]!["screenshot"]!;
        Assert.Equal(("SUCCESS", null), ((string?)result["status"], (string?)result["error"]));
        var png = Convert.FromBase64String((string)result["data"]!);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.Equal(
            (800, 600),
            (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    [Theory]
    [InlineData("""{"mouseClick":{"x":800,"y":10}}""")]
    [InlineData("""{"mouseMove":{"x":10,"y":-1}}""")]
    [InlineData("""{"mouseScroll":{"x":10,"y":600,"deltaY":-1}}""")]
    [InlineData("""{"mouseDrag":{"startX":10,"startY":10,"endX":100000,"endY":10}}""")]
    public async Task A_point_outside_the_view_port_fails_and_the_error_has_the_limits(string action)
    {
        using var page = await ActionPage.OpenAsync(browser);
        Assert.Contains("800x600", await page.FailAsync(action), StringComparison.Ordinal);
        Assert.Equal("", await TakeLogAsync(page));
    }

    [Fact]
    public async Task Actions_use_the_newest_visible_page_and_a_click_that_closes_it_succeeds()
    {
        using var page = await ActionPage.OpenAsync(browser);
        await page.Cdp.CallAsync("Target.createTarget", new()
        {
            ["url"] = "data:text/html,<title>second</title>"
                + "<body onclick='window.close()' onkeydown='document.title = event.key'>",
        });
        await TitlesAsync(page, titles => titles.Contains("second"));
        await page.DoAsync("""{"keyPress":{"key":"q"}}""");
        await TitlesAsync(page, titles => titles.Contains("q"));
        Assert.Equal("", await page.ReadAsync("keys.join()"));

        await page.DoAsync("""{"mouseClick":{"x":50,"y":50}}""");
        await TitlesAsync(page, titles => !titles.Contains("q"));
        await page.DoAsync("""{"keyPress":{"key":"w"}}""");
        Assert.Equal("w/KeyW/87//", await page.ReadAsync("keys.join()"));
    }

    // Waits until the browser's pages have the expected titles; the timeout of the test ends it.
    private static async Task TitlesAsync(ActionPage page, Predicate<string?[]> wanted)
    {
        while (true)
        {
            var targets = (await page.Cdp.CallAsync("Target.getTargets"))["targetInfos"]!.AsArray();
            if (wanted([.. targets.Select(target => (string?)target!["title"])]))
            {
                return;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string?> TakeLogAsync(ActionPage page) => await page.ReadAsync("log.splice(0).join('|')");

    // Chromium scrolls over several frames.
    private static Task<string?> ScrolledAsync(ActionPage page, string until) => page.ReadAsync($$"""
        new Promise(done => {
          const end = performance.now() + 10000;
          const look = () => {{until}} || performance.now() > end
            ? done(JSON.stringify([scrollX, scrollY]))
            : requestAnimationFrame(look);
          look();
        })
        """);
}

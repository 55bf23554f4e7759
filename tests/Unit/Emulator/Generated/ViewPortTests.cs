using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Tests.Emulator.Browser;
using Xunit;

namespace Tests.Emulator.Generated;

public sealed class ViewPortTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Theory]
    [InlineData(1280, 720)]
    [InlineData(3840, 2160)]
    [InlineData(320, 240)]
    public async Task Pages_and_screenshots_have_the_size_that_was_asked_for(int width, int height)
    {
        var client = emulator.Client;
        var session =
            await client.StartAsync(new() { ["viewPort"] = new JsonObject { ["width"] = width, ["height"] = height } });
        using var cdp = await client.AutomateAsync(session);

        var first = await cdp.AttachAsync(await cdp.FirstPageAsync());
        Assert.Equal((width, height), await SizeAsync(cdp, first));
        Assert.Equal((width, height), await ScreenshotSizeAsync(cdp, first));

        var second = await cdp.CallAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        var tab = await cdp.AttachAsync((string)second["targetId"]!);
        Assert.Equal((width, height), await SizeAsync(cdp, tab));
        Assert.Equal((width, height), await ScreenshotSizeAsync(cdp, tab));
        await client.StopAsync(BrowserSessions.IdOf(session));
    }

    [Fact]
    public async Task A_session_that_asks_for_no_size_has_that_of_the_documentation_and_says_so()
    {
        var client = emulator.Client;
        var session = await client.StartAsync();
        var view = (await client.GetAsync(BrowserSessions.IdOf(session)))["viewPort"]!;
        Assert.Equal((1456, 819), ((int)view["width"]!, (int)view["height"]!));
        using var cdp = await client.AutomateAsync(session);
        Assert.Equal((1456, 819), await SizeAsync(cdp, await cdp.AttachAsync(await cdp.FirstPageAsync())));
    }

    private static async Task<(int Width, int Height)> SizeAsync(CdpClient cdp, string page)
    {
        var size = (await cdp.EvaluateAsync(page, "[innerWidth, innerHeight]"))!.AsArray();
        return ((int)size[0]!, (int)size[1]!);
    }

    // Width and height stand in the first chunk of a PNG, 16 bytes from its start.
    private static async Task<(int Width, int Height)> ScreenshotSizeAsync(CdpClient cdp, string page)
    {
        var answer = await cdp.CallAsync("Page.captureScreenshot", session: page);
        var png = Convert.FromBase64String((string)answer["data"]!);
        return (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(
            png.AsSpan(20)));
    }
}

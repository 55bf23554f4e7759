using System.Buffers.Binary;
using System.Diagnostics;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Hosting;

namespace AgentCore.Emulator.Browser;

/// <summary>Tries a browser out from end to end: start, open a page, read its title, take a screenshot, stop.</summary>
/// <param name="Executable">The Chromium that was found.</param>
/// <param name="Version">What it calls itself.</param>
/// <param name="Title">Title of the page that was opened.</param>
/// <param name="Width">Width of the screenshot in pixels.</param>
/// <param name="Height">Height of the screenshot in pixels.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record BrowserCheck(string Executable, string Version, string Title, int Width, int Height, TimeSpan Elapsed)
{
    private const string Page = "data:text/html,<title>AgentCore</title><h1>It works</h1>";
    private const string TitleWhenLoaded =
        "document.readyState === 'complete' ? document.title"
        + " : new Promise(done => addEventListener('load', () => done(document.title)))";

    /// <summary>Whether all is as it must be.</summary>
    public bool Passed => (Title, Width, Height) == ("AgentCore", 1280, 720);

    /// <summary>Runs the check in a temporary folder.</summary>
    /// <exception cref="ChromiumException">There is no Chromium, or it does not start.</exception>
    /// <exception cref="CdpException">Chromium does not do what it is asked.</exception>
    public static async Task<BrowserCheck> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        var executable = ChromiumLocator.Find();
        using var data = DataFolder.Open(null);
        await using var chromium = await ChromiumBrowser.StartAsync(
            new(executable, data.CreateSessionFolder("browser", "check"), 1280, 720, []));
        await using var connection = await CdpConnection.OpenAsync(chromium.Hub);

        var target = await connection.SendAsync("Target.createTarget", new { url = "about:blank" });
        var targetId = target.GetProperty("targetId").GetString();
        var attached = await connection.SendAsync("Target.attachToTarget", new { targetId, flatten = true });
        var session = attached.GetProperty("sessionId").GetString();
        await connection.SendAsync("Page.navigate", new { url = Page }, session); // answered when the new page has begun
        var title = await connection.SendAsync(
            "Runtime.evaluate",
            new { expression = TitleWhenLoaded, awaitPromise = true },
            session);
        var screenshot = await connection.SendAsync("Page.captureScreenshot", sessionId: session);
        var version = await connection.SendAsync("Browser.getVersion");

        // Width and height stand 16 bytes from the start of a PNG.
        var png = screenshot.GetProperty("data").GetBytesFromBase64();
        return new(
            executable,
            version.GetProperty("product").GetString()!,
            title.GetProperty("result").GetProperty("value").GetString()!,
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)),
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)),
            clock.Elapsed);
    }
}

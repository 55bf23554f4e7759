using System.Diagnostics;
using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>
/// Gives pages exactly the requested view port. The window of new headless mode has a frame, whose height is not
/// documented and may change: the measured size of the first page corrects its window, and is the estimate for later
/// windows. A window cannot be narrower than 500 pixels: a narrower view port is emulated on every page instead.
/// </summary>
/// <param name="width">Inner width in CSS pixels.</param>
/// <param name="height">Inner height in CSS pixels.</param>
internal sealed class PageSizer(int width, int height)
{
    private const int MinWindowWidth = 500;
    private const string Measure = "[innerWidth, innerHeight, outerWidth, outerHeight]";
    private static readonly TimeSpan FirstPageTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WindowTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private (int Width, int Height) _size = (width, height);
    private CdpConnection? _emulated;

    /// <summary>Height of tab strip and address bar in pixels, as last measured; 87 in Chromium 130 to 156.</summary>
    public static int FrameHeight { get; private set; } = 87;

    /// <summary>Sizes the first page, and starts to size new ones.</summary>
    /// <exception cref="CdpException">The browser has ended.</exception>
    public Task AttachAsync(CdpConnection control) => AttachAsync(control, (_, _) => Task.CompletedTask);

    /// <summary>Gives the first page, and new ones, another size, as if the browser had started with it.</summary>
    /// <exception cref="CdpException">
    /// The browser has ended, or is too old to change the size of its screen.
    /// </exception>
    public Task ResizeAsync(CdpConnection control, int newWidth, int newHeight)
    {
        _size = (newWidth, newHeight);
        return AttachAsync(control, SetScreenAsync);
    }

    private async Task AttachAsync(CdpConnection control, Func<CdpConnection, string, Task> prepare)
    {
        var page = await FirstPageAsync(control);
        var attached = await control.SendAsync("Target.attachToTarget", new { targetId = page, flatten = true });
        var session = attached.GetProperty("sessionId").GetString()!;
        await prepare(control, session);
        if (!await FitWindowAsync(control, page, session))
        {
            _emulated = control;
            await EmulateAsync(control, session);
            await control.SendAsync(
                "Target.setAutoAttach",
                new { autoAttach = true, waitForDebuggerOnStart = true, flatten = true });
        }
        else
        {
            await control.SendAsync("Target.detachFromTarget", new { sessionId = session });
        }
    }

    /// <summary>
    /// Handles the events of the connection: with a narrow view port, it is emulated before a new page loads.
    /// </summary>
    public void OnEvent(CdpEvent cdpEvent)
    {
        if (_emulated is { } control && cdpEvent.Method == "Target.attachedToTarget")
        {
            _ = EmulateNewAsync(control, cdpEvent.Params);
        }
    }

    // Chromium replies to commands before it shows its first window. A page that is created meanwhile stays hidden or
    // crashes, up to version 150 at least.
    private static async Task<string> FirstPageAsync(CdpConnection control)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < FirstPageTimeout; await Task.Delay(PollInterval))
        {
            var targets = await control.SendAsync("Target.getTargets");
            var page = targets.GetProperty("targetInfos").EnumerateArray()
                .FirstOrDefault(target => target.GetProperty("type").GetString() == "page");
            if (page.ValueKind == JsonValueKind.Object)
            {
                return page.GetProperty("targetId").GetString()!;
            }
        }

        var created = await control.SendAsync("Target.createTarget", new { url = "about:blank" });
        return created.GetProperty("targetId").GetString()!;
    }

    // New windows are as large as the screen, unless a switch says otherwise.
    private async Task SetScreenAsync(CdpConnection control, string session)
    {
        var screens = await control.SendAsync("Emulation.getScreenInfos", sessionId: session);
        await control.SendAsync(
            "Emulation.updateScreen",
            new
            {
                screenId = screens.GetProperty("screenInfos")[0].GetProperty("id").GetString(),
                width = _size.Width,
                height = _size.Height + FrameHeight,
            },
            session);
    }

    private async Task<bool> FitWindowAsync(CdpConnection control, string page, string session)
    {
        var (width, height) = (Math.Max(_size.Width, MinWindowWidth), _size.Height);
        var (window, innerWidth, innerHeight, outerWidth, outerHeight) =
            await MeasureWindowAsync(control, page, session);
        FrameHeight = outerHeight - innerHeight;
        if (innerWidth == width && innerHeight == height)
        {
            return width == _size.Width;
        }

        await control.SendAsync("Browser.setWindowBounds", new
        {
            windowId = window,
            bounds = new { width = width + outerWidth - innerWidth, height = height + FrameHeight },
        });

        // The page gets its new size a moment later. Two seconds are enough to know that it does not.
        var fits = $"innerWidth === {width} && innerHeight === {height}";
        var settled = $$"""
            new Promise(done => {
              const look = () => { if ({{fits}}) done({{Measure}}); };
              addEventListener('resize', look);
              setTimeout(() => done({{Measure}}), 2000);
              look();
            })
            """;
        (innerWidth, innerHeight, _, _) = await MeasureAsync(control, session, settled);
        return innerWidth == _size.Width && innerHeight == height;
    }

    // A page may exist before its window has its size: then it reports itself as hidden and as large as the window.
    private static async Task<(int Window, int InnerWidth, int InnerHeight, int OuterWidth, int OuterHeight)>
        MeasureWindowAsync(CdpConnection control, string page, string session)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(PollInterval))
        {
            var (innerWidth, innerHeight, outerWidth, outerHeight) = await MeasureAsync(control, session, Measure);
            var window = await control.SendAsync("Browser.getWindowForTarget", new { targetId = page });
            var bounds = window.GetProperty("bounds");
            var isVisible = bounds.GetProperty("width").GetInt32() == outerWidth
                && bounds.GetProperty("height").GetInt32() == outerHeight;
            if (isVisible || clock.Elapsed > WindowTimeout)
            {
                return (window.GetProperty("windowId").GetInt32(), innerWidth, innerHeight, outerWidth, outerHeight);
            }
        }
    }

    private static async Task<(int InnerWidth, int InnerHeight, int OuterWidth, int OuterHeight)> MeasureAsync(
        CdpConnection control,
        string session,
        string expression)
    {
        var evaluated = await control.SendAsync(
            "Runtime.evaluate",
            new { expression, returnByValue = true, awaitPromise = true },
            session);
        var sizes = evaluated.GetProperty("result").GetProperty("value");
        return (sizes[0].GetInt32(), sizes[1].GetInt32(), sizes[2].GetInt32(), sizes[3].GetInt32());
    }

    private async Task EmulateNewAsync(CdpConnection control, JsonElement attached)
    {
        var session = attached.GetProperty("sessionId").GetString()!;
        try
        {
            if (attached.GetProperty("targetInfo").GetProperty("type").GetString() == "page")
            {
                await EmulateAsync(control, session);
            }

            await control.SendAsync("Runtime.runIfWaitingForDebugger", sessionId: session);
        }
        catch (CdpException)
        {
            // The page closed again.
        }
    }

    private Task EmulateAsync(CdpConnection control, string session) => control.SendAsync(
        "Emulation.setDeviceMetricsOverride",
        new { width = _size.Width, height = _size.Height, deviceScaleFactor = 0, mobile = false },
        session);
}

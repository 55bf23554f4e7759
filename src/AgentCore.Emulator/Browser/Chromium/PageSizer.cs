using System.Diagnostics;
using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>
/// Gives pages exactly the view port that was asked for. The window of new headless has a frame, whose height is not
/// documented and may change: what the first page measures corrects its window, and is the guess for the windows to come.
/// A window cannot be narrower than 500 pixels: a narrower view port is emulated on every page instead.
/// </summary>
internal sealed class PageSizer(int width, int height)
{
    private const int NarrowestWindow = 500;
    private const string Measure = "[innerWidth, innerHeight, outerWidth, outerHeight]";
    private static readonly TimeSpan FirstPageLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WindowLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private CdpConnection? _emulated;

    /// <summary>Height of tab strip and address bar in pixels, as last measured; 87 in Chromium 130 to 156.</summary>
    public static int FrameHeight { get; private set; } = 87;

    /// <summary>Sizes the first page, and sees to the ones to come.</summary>
    /// <exception cref="CdpException">The browser is gone.</exception>
    public async Task AttachAsync(CdpConnection control)
    {
        var page = await FirstPageAsync(control);
        var attached = await control.SendAsync("Target.attachToTarget", new { targetId = page, flatten = true });
        var session = attached.GetProperty("sessionId").GetString()!;
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

    /// <summary>Takes the events of the connection; new pages of a narrow view port are emulated before they begin.</summary>
    public void OnEvent(CdpEvent happened)
    {
        if (_emulated is { } control && happened.Method == "Target.attachedToTarget")
        {
            _ = EmulateNewAsync(control, happened.Params);
        }
    }

    // Chromium answers before it shows its first window, and takes it amiss (up to version 150 at least, hidden pages and
    // crashes) when a page is asked for meanwhile.
    private static async Task<string> FirstPageAsync(CdpConnection control)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < FirstPageLimit; await Task.Delay(Pause))
        {
            var targets = await control.SendAsync("Target.getTargets");
            var page = targets.GetProperty("targetInfos").EnumerateArray()
                .FirstOrDefault(target => target.GetProperty("type").GetString() == "page");
            if (page.ValueKind == JsonValueKind.Object)
            {
                return page.GetProperty("targetId").GetString()!;
            }
        }

        return (await control.SendAsync("Target.createTarget", new { url = "about:blank" })).GetProperty("targetId").GetString()!;
    }

    private async Task<bool> FitWindowAsync(CdpConnection control, string page, string session)
    {
        var (window, innerWidth, innerHeight, outerWidth, outerHeight) = await MeasureWindowAsync(control, page, session);
        FrameHeight = outerHeight - innerHeight;
        if (width < NarrowestWindow || (innerWidth == width && innerHeight == height))
        {
            return width >= NarrowestWindow;
        }

        await control.SendAsync("Browser.setWindowBounds", new
        {
            windowId = window,
            bounds = new { width = width + outerWidth - innerWidth, height = height + FrameHeight },
        });

        // The page hears of its new size a moment later; should it never, two seconds are enough to know.
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
        return innerWidth == width && innerHeight == height;
    }

    // A page may be there before its window has its size: then it takes itself for hidden and for as large as the window.
    private static async Task<(int Window, int InnerWidth, int InnerHeight, int OuterWidth, int OuterHeight)> MeasureWindowAsync(
        CdpConnection control,
        string page,
        string session)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(Pause))
        {
            var (innerWidth, innerHeight, outerWidth, outerHeight) = await MeasureAsync(control, session, Measure);
            var window = await control.SendAsync("Browser.getWindowForTarget", new { targetId = page });
            var bounds = window.GetProperty("bounds");
            var isShown = bounds.GetProperty("width").GetInt32() == outerWidth && bounds.GetProperty("height").GetInt32() == outerHeight;
            if (isShown || clock.Elapsed > WindowLimit)
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
        var answer = await control.SendAsync(
            "Runtime.evaluate",
            new { expression, returnByValue = true, awaitPromise = true },
            session);
        var numbers = answer.GetProperty("result").GetProperty("value").EnumerateArray().Select(one => one.GetInt32()).ToArray();
        return (numbers[0], numbers[1], numbers[2], numbers[3]);
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
        new { width, height, deviceScaleFactor = 0, mobile = false },
        session);
}

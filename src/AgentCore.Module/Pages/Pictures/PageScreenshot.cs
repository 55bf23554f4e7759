using System.Globalization;
using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Elements;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Pictures;

/// <summary>Takes a picture of a tab.</summary>
internal static class PageScreenshot
{
    // A response holds one picture as Base64, and some machines draw no more at once.
    private const double MostPixelsAtOnce = 16_000_000;
    private const double HighestAtOnce = 8_000;

    /// <summary>The picture file's bytes.</summary>
    /// <exception cref="AgentCoreException">
    /// The element is not there or cannot be seen, or the picture would be larger than its format allows.
    /// </exception>
    public static async Task<byte[]> TakeAsync(
        Tab tab, ScreenshotOptions options, CancellationToken cancellationToken)
    {
        // A page behind another one draws nothing, and the picture would never come.
        var front = tab.SendAsync("Page.bringToFront", new { }, cancellationToken);
        await Task.WhenAll(front, PageFonts.WaitAsync(tab, cancellationToken));
        return await HiddenElements.WhileAsync(
            tab, options.HiddenElements, () => TakeNowAsync(tab, options, cancellationToken), cancellationToken);
    }

    private static async Task<byte[]> TakeNowAsync(
        Tab tab, ScreenshotOptions options, CancellationToken cancellationToken)
    {
        if (options.Element is { } query)
        {
            var place = await PicturedElement.PlaceAsync(tab, query, cancellationToken);
            return await TakePartAsync(tab, options, place, cancellationToken);
        }

        if (options.FullPage)
        {
            return await TakePartAsync(tab, options, await WholeAsync(tab, cancellationToken), cancellationToken);
        }

        return await CaptureAsync(
            tab,
            options,
            options.Scale == 1 ? null : await ViewAsync(tab, cancellationToken),
            beyondView: false,
            cancellationToken);
    }

    private static async Task<byte[]> TakePartAsync(
        Tab tab, ScreenshotOptions options, PagePart part, CancellationToken cancellationToken)
    {
        options.Check(part.Width * options.Scale, part.Height * options.Scale);
        var strip = StripOf(part.Width, options.Scale);
        if (options.Format != ScreenshotFormat.Png || part.Height <= strip)
        {
            return await CaptureAsync(tab, options, part, beyondView: true, cancellationToken);
        }

        using var joined = new PngStrips();
        for (var y = 0d; y < part.Height; y += strip)
        {
            var next = part with { Y = part.Y + y, Height = Math.Min(strip, part.Height - y) };
            joined.Add(await CaptureAsync(tab, options, next, beyondView: true, cancellationToken));
        }

        return joined.Join();
    }

    // A strip has whole pixels, so that the next one begins where it ends: the scale has two decimals.
    private static double StripOf(double width, double scale)
    {
        var highest = Math.Min(HighestAtOnce, MostPixelsAtOnce / Math.Max(1, width * scale)) / scale;
        return Math.Max(1, Math.Floor(highest / 100)) * 100;
    }

    private static async Task<byte[]> CaptureAsync(
        Tab tab, ScreenshotOptions options, PagePart? part, bool beyondView, CancellationToken cancellationToken)
    {
        var order = new Dictionary<string, object>
        {
            ["format"] = options.Format.ToString().ToLowerInvariant(),
            ["captureBeyondViewport"] = beyondView,
        };
        if (options.Quality is { } quality)
        {
            order["quality"] = quality;
        }

        if (part is not null)
        {
            order["clip"] = new
            {
                x = part.X,
                y = part.Y,
                width = part.Width,
                height = part.Height,
                scale = options.Scale,
            };
        }

        var response = await tab.SendAsync("Page.captureScreenshot", order, cancellationToken);
        return response.GetProperty("data").GetBytesFromBase64() is { Length: > 0 } picture
            ? picture
            : throw Failures.InvalidState(
                "The browser made an empty picture.", "Take less of the page, or use -Scale.");
    }

    private static async Task<PagePart> WholeAsync(Tab tab, CancellationToken cancellationToken)
    {
        var metrics = await tab.SendAsync("Page.getLayoutMetrics", new { }, cancellationToken);
        var size = metrics.GetProperty("cssContentSize");
        return new PagePart(0, 0, Math.Ceiling(Number(size, "width")), Math.Ceiling(Number(size, "height")));
    }

    // With its scroll bars, as it is without a scale.
    private static async Task<PagePart> ViewAsync(Tab tab, CancellationToken cancellationToken)
    {
        var metrics = await tab.SendAsync("Page.getLayoutMetrics", new { }, cancellationToken);
        var view = metrics.GetProperty("cssVisualViewport");
        using var world = await FrameWorld.OpenAsync(tab, tab.MainFrame, "", cancellationToken);
        var size = await world.CallAsync("() => [innerWidth, innerHeight]", [], cancellationToken);
        return new PagePart(Number(view, "pageX"), Number(view, "pageY"), size[0].GetDouble(), size[1].GetDouble());
    }

    private static double Number(JsonElement holder, string name) => holder.GetProperty(name).GetDouble();
}

/// <summary>A part of a page, in CSS pixels from the left and the top of the page.</summary>
internal sealed record PagePart(double X, double Y, double Width, double Height)
{
    /// <summary>The whole pixels that a box touches.</summary>
    public static PagePart Around(double x, double y, double width, double height)
    {
        var (left, top) = (Math.Floor(x), Math.Floor(y));
        return new PagePart(left, top, Math.Ceiling(x + width) - left, Math.Ceiling(y + height) - top);
    }
}

/// <summary>Finds the element to take a picture of.</summary>
internal static class PicturedElement
{
    /// <summary>Where the first that is meant lies on the page, after scrolling to it.</summary>
    /// <exception cref="AgentCoreException">
    /// There is none, it is not visible, or what names it is not valid.
    /// </exception>
    public static async Task<PagePart> PlaceAsync(Tab tab, ElementQuery query, CancellationToken cancellationToken)
    {
        using var elements = new PageElements(tab);
        var found = await elements.FindAsync(query, cancellationToken);
        if (found.Count == 0)
        {
            throw await MissingElement.NoneAsync(elements, query, cancellationToken);
        }

        var element = found[0];
        var node = await element.ResolveAsync(cancellationToken);
        if (await element.DescribeAsync(cancellationToken) && element.Visible)
        {
            await element.World.SendAsync(
                "DOM.scrollIntoViewIfNeeded", new { objectId = node.ObjectId }, cancellationToken);
            await element.DescribeAsync(cancellationToken);
        }

        if (element.Box is not { } box || !element.Visible)
        {
            throw Failures.InvalidState($"The {query} is not visible on the tab.");
        }

        var (left, top) = (box[0], box[1]);
        var (right, bottom) = (left + box[2], top + box[3]);
        foreach (var owner in await FramePoints.AroundAsync(elements, element.World.Frame, cancellationToken))
        {
            (left, top) = owner.Outward(left, top);
            (right, bottom) = owner.Outward(right, bottom);
        }

        var metrics = await tab.SendAsync("Page.getLayoutMetrics", new { }, cancellationToken);
        var view = metrics.GetProperty("cssVisualViewport");
        var (x, y) = (view.GetProperty("pageX").GetDouble(), view.GetProperty("pageY").GetDouble());
        return PagePart.Around(left + x, top + y, right - left, bottom - top);
    }
}

/// <summary>What picture to take of a tab.</summary>
/// <param name="Format">Kind of file.</param>
/// <param name="Quality">0 to 100; null leaves it to the browser.</param>
internal sealed record ScreenshotOptions(ScreenshotFormat Format, int? Quality)
{
    /// <summary>Also what has to be scrolled to.</summary>
    public bool FullPage { get; init; }

    /// <summary>The one element to take; null for the tab.</summary>
    public ElementQuery? Element { get; init; }

    /// <summary>How large a CSS pixel becomes; 1 is as it is shown.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>CSS selectors of what is hidden in the picture.</summary>
    public IReadOnlyList<string> HiddenElements { get; init; } = [];

    /// <summary>What the file's name ends with.</summary>
    public string Ending => Format switch
    {
        ScreenshotFormat.Jpeg => ".jpg",
        ScreenshotFormat.Webp => ".webp",
        _ => ".png",
    };

    /// <summary>The format that was given; else that of the file's extension, PNG where it has none.</summary>
    /// <exception cref="AgentCoreException">
    /// The ending is of no format that a browser makes, or PNG was given a quality.
    /// </exception>
    public static ScreenshotOptions For(string path, ScreenshotFormat? format, int? quality)
    {
        var chosen = format
            ?? (Directory.Exists(path) ? ScreenshotFormat.Png : OfEnding(System.IO.Path.GetExtension(path)));
        return quality is not null && chosen == ScreenshotFormat.Png
            ? throw Failures.InvalidArgument(
                "-Quality does not apply to PNG. Use -Format Jpeg or Webp, or such a file name.")
            : new ScreenshotOptions(chosen, quality);
    }

    /// <summary>Checks that the format can hold so many pixels.</summary>
    /// <exception cref="AgentCoreException">It cannot.</exception>
    public void Check(double width, double height)
    {
        var most = Format switch
        {
            ScreenshotFormat.Jpeg => 65_500,
            ScreenshotFormat.Webp => 16_383,
            _ => int.MaxValue,
        };
        if (width > most || height > most)
        {
            throw Failures.InvalidArgument(string.Format(
                CultureInfo.InvariantCulture,
                "The picture would have {0:N0} x {1:N0} pixels; a {2} has at most {3:N0} each way. Save a PNG, or give "
                    + "a smaller -Scale.",
                Math.Ceiling(width),
                Math.Ceiling(height),
                Format == ScreenshotFormat.Jpeg ? "JPEG" : "WebP",
                most));
        }
    }

    private static ScreenshotFormat OfEnding(string ending) => ending.ToUpperInvariant() switch
    {
        "" or ".PNG" => ScreenshotFormat.Png,
        ".JPG" or ".JPEG" => ScreenshotFormat.Jpeg,
        ".WEBP" => ScreenshotFormat.Webp,
        _ => throw Failures.InvalidArgument(
            $"The file extension '{ending}' is not one of .png, .jpg, .jpeg and .webp. Give -Format."),
    };
}

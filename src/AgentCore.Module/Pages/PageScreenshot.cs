using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Scripts;

namespace AgentCore.Pages;

/// <summary>Takes a picture of a tab.</summary>
internal static class PageScreenshot
{
    /// <summary>The picture file's bytes.</summary>
    /// <exception cref="AgentCoreException">The selector matches nothing that can be seen.</exception>
    public static async Task<byte[]> TakeAsync(
        Tab tab, ScreenshotOptions options, CancellationToken cancellationToken)
    {
        // A page behind another one draws nothing, and the picture would never come.
        await tab.SendAsync("Page.bringToFront", new { }, cancellationToken);
        var order = new Dictionary<string, object>
        {
            ["format"] = options.Format.ToString().ToLowerInvariant(),
            ["captureBeyondViewport"] = options.FullPage || options.Selector is not null,
        };
        if (options.Quality is { } quality)
        {
            order["quality"] = quality;
        }

        if (options.Selector is { } selector)
        {
            order["clip"] = await PageElement.BoxAsync(tab, selector, cancellationToken);
        }
        else if (options.FullPage)
        {
            order["clip"] = await WholeAsync(tab, cancellationToken);
        }

        var response = await tab.SendAsync("Page.captureScreenshot", order, cancellationToken);
        return response.GetProperty("data").GetBytesFromBase64();
    }

    private static async Task<object> WholeAsync(Tab tab, CancellationToken cancellationToken)
    {
        var metrics = await tab.SendAsync("Page.getLayoutMetrics", new { }, cancellationToken);
        var size = metrics.GetProperty("cssContentSize");
        return new
        {
            x = 0,
            y = 0,
            width = Math.Ceiling(size.GetProperty("width").GetDouble()),
            height = Math.Ceiling(size.GetProperty("height").GetDouble()),
            scale = 1,
        };
    }
}

/// <summary>Finds an element of a page by CSS selector.</summary>
internal static class PageElement
{
    private const string Measure = """
        (() => {
          const element = document.querySelector(SELECTOR);
          if (!element) return null;
          element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
          const box = element.getBoundingClientRect();
          return [box.x + scrollX, box.y + scrollY, box.width, box.height];
        })()
        """;

    /// <summary>Where the first match lies on the tab, as a clip of a screenshot.</summary>
    /// <exception cref="AgentCoreException">
    /// Nothing matches, the element is not visible, or the selector is not valid.
    /// </exception>
    public static async Task<object> BoxAsync(Tab tab, string selector, CancellationToken cancellationToken)
    {
        var expression = Measure.Replace("SELECTOR", JavaScriptLiteral.Of(selector));
        var response = await tab.SendAsync(
            "Runtime.evaluate", new { expression, returnByValue = true }, cancellationToken);
        if (response.TryGetProperty("exceptionDetails", out _))
        {
            throw Failures.InvalidArgument($"'{selector}' is not a valid CSS selector.");
        }

        var value = response.GetProperty("result").GetProperty("value");
        if (value.ValueKind == JsonValueKind.Null)
        {
            throw Failures.NotFound($"Nothing on the page matches the selector '{selector}'.");
        }

        var (x, y, width, height) = (Side(value, 0), Side(value, 1), Side(value, 2), Side(value, 3));
        return width > 0 && height > 0
            ? new { x, y, width, height, scale = 1 }
            : throw Failures.InvalidState(
                $"The element that the selector '{selector}' matches is not visible on the tab.");
    }

    private static double Side(JsonElement box, int index) => box[index].GetDouble();
}

/// <summary>What picture to take of a tab.</summary>
/// <param name="Format">Kind of file.</param>
/// <param name="Quality">0 to 100; null leaves it to the browser.</param>
internal sealed record ScreenshotOptions(ScreenshotFormat Format, int? Quality)
{
    /// <summary>Also what has to be scrolled to.</summary>
    public bool FullPage { get; init; }

    /// <summary>The one element to take; null for the tab.</summary>
    public string? Selector { get; init; }

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

    private static ScreenshotFormat OfEnding(string ending) => ending.ToUpperInvariant() switch
    {
        "" or ".PNG" => ScreenshotFormat.Png,
        ".JPG" or ".JPEG" => ScreenshotFormat.Jpeg,
        ".WEBP" => ScreenshotFormat.Webp,
        _ => throw Failures.InvalidArgument(
            $"The file extension '{ending}' is not one of .png, .jpg, .jpeg and .webp. Give -Format."),
    };
}

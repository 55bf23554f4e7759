using AgentCore.Errors;

namespace AgentCore.Pages;

/// <summary>Takes a picture of a page.</summary>
internal static class PageScreenshot
{
    /// <summary>The picture file's bytes.</summary>
    /// <exception cref="AgentCoreException">The selector matches nothing that can be seen.</exception>
    public static async Task<byte[]> TakeAsync(AttachedPage page, ScreenshotOptions options, CancellationToken cancellationToken)
    {
        // A page behind another one draws nothing, and the picture would never come.
        await page.SendAsync("Page.bringToFront", new { }, cancellationToken);
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
            order["clip"] = await PageElement.BoxAsync(page, selector, cancellationToken);
        }
        else if (options.FullPage)
        {
            order["clip"] = await WholeAsync(page, cancellationToken);
        }

        var answer = await page.SendAsync("Page.captureScreenshot", order, cancellationToken);
        return answer.GetProperty("data").GetBytesFromBase64();
    }

    private static async Task<object> WholeAsync(AttachedPage page, CancellationToken cancellationToken)
    {
        var metrics = await page.SendAsync("Page.getLayoutMetrics", new { }, cancellationToken);
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

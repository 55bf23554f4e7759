namespace AgentCore;

/// <summary>Takes a picture of a page.</summary>
internal static class PageScreenshot
{
    /// <summary>The visible part of the page as a PNG file's bytes.</summary>
    public static async Task<byte[]> TakeAsync(AttachedPage page, CancellationToken cancellation)
    {
        // A page behind another one draws nothing, and the picture would never come.
        await page.SendAsync("Page.bringToFront", new { }, cancellation);
        var answer = await page.SendAsync("Page.captureScreenshot", new { format = "png" }, cancellation);
        return answer.GetProperty("data").GetBytesFromBase64();
    }
}

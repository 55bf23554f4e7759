using AgentCore.Errors;

namespace AgentCore.Pages;

/// <summary>What picture to take of a page.</summary>
/// <param name="Format">Kind of file.</param>
/// <param name="Quality">0 to 100; null leaves it to the browser.</param>
internal sealed record ScreenshotOptions(ScreenshotFormat Format, int? Quality)
{
    /// <summary>Also what has to be scrolled to.</summary>
    public bool FullPage { get; init; }

    /// <summary>The one element to take; null for the page.</summary>
    public string? Selector { get; init; }

    /// <summary>What the file's name ends with.</summary>
    public string Ending => Format switch
    {
        ScreenshotFormat.Jpeg => ".jpg",
        ScreenshotFormat.Webp => ".webp",
        _ => ".png",
    };

    /// <summary>The format that was asked for; else what the file's ending says, PNG where it has none.</summary>
    /// <exception cref="AgentCoreException">The ending is of no format that a browser makes, or PNG was given a quality.</exception>
    public static ScreenshotOptions For(string path, ScreenshotFormat? format, int? quality)
    {
        var chosen = format ?? (Directory.Exists(path) ? ScreenshotFormat.Png : OfEnding(System.IO.Path.GetExtension(path)));
        return quality is not null && chosen == ScreenshotFormat.Png
            ? throw Failures.InvalidArgument("A PNG has no quality: give -Format Jpeg or Webp, or such a file name.")
            : new ScreenshotOptions(chosen, quality);
    }

    private static ScreenshotFormat OfEnding(string ending) => ending.ToUpperInvariant() switch
    {
        "" or ".PNG" => ScreenshotFormat.Png,
        ".JPG" or ".JPEG" => ScreenshotFormat.Jpeg,
        ".WEBP" => ScreenshotFormat.Webp,
        _ => throw Failures.InvalidArgument(
            $"The ending '{ending}' tells no format of pictures: .png, .jpg, .jpeg and .webp do. Else give -Format."),
    };
}

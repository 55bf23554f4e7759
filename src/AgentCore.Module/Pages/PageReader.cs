using System.Text.Json;

namespace AgentCore.Pages;

/// <summary>Reads what a page holds, in a world of its own beside the page's scripts.</summary>
internal static class PageReader
{
    private const string Text = "(document.body ?? document.documentElement)?.innerText ?? ''";

    private const string Html
        = "[...document.childNodes].map((node) => node.outerHTML ?? new XMLSerializer().serializeToString(node)).join('\\n')";

    // A page that came over HTTP knows its own status.
    private const string Status
        = "location.protocol.startsWith('http') && performance.getEntriesByType('navigation')[0]?.responseStatus || null";

    private static readonly Lazy<string> Markdown = new(() =>
    {
        using var file = new StreamReader(typeof(PageReader).Assembly.GetManifestResourceStream("markdown.js")!);
        return file.ReadToEnd().Trim();
    });

    /// <summary>The page in the given form.</summary>
    /// <param name="page">The page.</param>
    /// <param name="opened">What opening it has told; null where it was open before, and is asked itself.</param>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="format">What to turn it into.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<BrowserPageContent> ReadAsync(
        AttachedPage page, PageNavigation.Outcome? opened, BrowserSession session, PageFormat format, CancellationToken cancellationToken)
    {
        var found = await EvaluateAsync(
            page, $"({{ title: document.title, url: location.href, status: {Status}, content: {Source(format)} }})", cancellationToken);
        var about = opened is null ? About(found, session) : new(opened.Title, opened.Url, opened.HttpStatus, session);
        return format switch
        {
            PageFormat.Pdf => new(about, format, null, await PrintAsync(page, cancellationToken)),
            PageFormat.Accessibility => new(about, format, await ListenAsync(page, cancellationToken), null),
            _ => new(about, format, found.GetProperty("content").GetString(), null),
        };
    }

    private static BrowserPage About(JsonElement found, BrowserSession session)
    {
        var status = found.GetProperty("status");
        return new BrowserPage(
            found.GetProperty("title").GetString()!,
            found.GetProperty("url").GetString()!,
            status.ValueKind == JsonValueKind.Number ? status.GetInt32() : null,
            session);
    }

    private static string Source(PageFormat format) => format switch
    {
        PageFormat.Text => Text,
        PageFormat.Html => Html,
        PageFormat.Markdown => Markdown.Value,
        _ => "null",
    };

    private static async Task<JsonElement> EvaluateAsync(AttachedPage page, string expression, CancellationToken cancellationToken)
    {
        var tree = await page.SendAsync("Page.getFrameTree", new { }, cancellationToken);
        var frameId = tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString();
        var world = await page.SendAsync("Page.createIsolatedWorld", new { frameId, worldName = "AgentCore" }, cancellationToken);
        var contextId = world.GetProperty("executionContextId").GetInt32();
        var answer = await page
            .SendAsync("Runtime.evaluate", new { expression, contextId, returnByValue = true }, cancellationToken);
        return answer.TryGetProperty("exceptionDetails", out var details)
            ? throw new InvalidOperationException($"The page cannot be read: {details}")
            : answer.GetProperty("result").GetProperty("value");
    }

    private static async Task<byte[]> PrintAsync(AttachedPage page, CancellationToken cancellationToken)
    {
        var printed = await page.SendAsync("Page.printToPDF", new { printBackground = true }, cancellationToken);
        return printed.GetProperty("data").GetBytesFromBase64();
    }

    private static async Task<string> ListenAsync(AttachedPage page, CancellationToken cancellationToken) =>
        AccessibilityText.Of(await page.SendAsync("Accessibility.getFullAXTree", new { }, cancellationToken));
}

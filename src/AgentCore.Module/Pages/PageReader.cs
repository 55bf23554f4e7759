using System.Text;
using System.Text.Json;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages;

/// <summary>Reads what a page holds, in a world of its own beside the page's scripts.</summary>
internal static class PageReader
{
    private const string Text = "(document.body ?? document.documentElement)?.innerText ?? ''";

    private const string Html
        = "[...document.childNodes]"
        + ".map((node) => node.outerHTML ?? new XMLSerializer().serializeToString(node)).join('\\n')";

    // A page that came over HTTP knows its own status.
    private const string Status
        = "location.protocol.startsWith('http') "
        + "&& performance.getEntriesByType('navigation')[0]?.responseStatus || null";

    private static readonly Lazy<string> Markdown = new(() =>
    {
        using var file = new StreamReader(typeof(PageReader).Assembly.GetManifestResourceStream("markdown.js")!);
        return file.ReadToEnd().Trim();
    });

    /// <summary>The page in the given form.</summary>
    /// <param name="tab">The tab.</param>
    /// <param name="opened">The outcome of opening it; null where it was open before.</param>
    /// <param name="session">The session it belongs to.</param>
    /// <param name="format">What to turn it into.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<BrowserPageContent> ReadAsync(
        Tab tab,
        PageNavigation.Outcome? opened,
        BrowserSession session,
        PageFormat format,
        CancellationToken cancellationToken)
    {
        var found = await EvaluateAsync(
            tab, $"({{ title: document.title, url: location.href, status: {Status}, content: {Source(format)} }})",
            cancellationToken);
        var about = opened is null ? About(found, session) : new(opened.Title, opened.Url, opened.HttpStatus, session);
        return format switch
        {
            PageFormat.Pdf => new(about, format, null, await PrintAsync(tab, cancellationToken)),
            PageFormat.Accessibility => new(about, format, await ListenAsync(tab, cancellationToken), null),
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

    private static async Task<JsonElement> EvaluateAsync(
        Tab tab, string expression, CancellationToken cancellationToken)
    {
        var tree = await tab.SendAsync("Page.getFrameTree", new { }, cancellationToken);
        var frameId = tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString();
        var world = await tab.SendAsync(
            "Page.createIsolatedWorld", new { frameId, worldName = "AgentCore" }, cancellationToken);
        var contextId = world.GetProperty("executionContextId").GetInt32();
        var response = await tab
            .SendAsync("Runtime.evaluate", new { expression, contextId, returnByValue = true }, cancellationToken);
        return response.TryGetProperty("exceptionDetails", out var details)
            ? throw new InvalidOperationException($"The page cannot be read: {details}")
            : response.GetProperty("result").GetProperty("value");
    }

    private static async Task<byte[]> PrintAsync(Tab tab, CancellationToken cancellationToken)
    {
        var printed = await tab.SendAsync("Page.printToPDF", new { printBackground = true }, cancellationToken);
        return printed.GetProperty("data").GetBytesFromBase64();
    }

    private static async Task<string> ListenAsync(Tab tab, CancellationToken cancellationToken) =>
        AccessibilityText.Of(await tab.SendAsync("Accessibility.getFullAXTree", new { }, cancellationToken));
}

/// <summary>Writes a page's accessibility tree as text: one line an element, indented by its depth.</summary>
internal sealed class AccessibilityText
{
    // These only group others; a screen reader says nothing about them.
    private static readonly HashSet<string> Silent = ["none", "generic", "InlineTextBox", "LineBreak", "ListMarker"];

    private static readonly string[] States
        =
    [
        "level", "checked", "pressed", "selected", "expanded", "disabled", "required", "invalid", "readonly", "modal",
    ];

    private readonly Dictionary<string, JsonElement> _nodes = [];
    private readonly StringBuilder _text = new();

    private AccessibilityText()
    {
    }

    /// <summary>The text of what <c>Accessibility.getFullAXTree</c> returns.</summary>
    public static string Of(JsonElement tree)
    {
        var writer = new AccessibilityText();
        foreach (var node in tree.GetProperty("nodes").EnumerateArray())
        {
            writer._nodes[node.GetProperty("nodeId").GetString()!] = node;
        }

        foreach (var root in writer._nodes.Values.Where(node => !node.TryGetProperty("parentId", out _)))
        {
            writer.Write(root, 0);
        }

        return writer._text.ToString().TrimEnd('\n');
    }

    private void Write(JsonElement node, int depth)
    {
        var role = Value(node, "role");
        var name = Value(node, "name");
        var silent = node.GetProperty("ignored").GetBoolean() || Silent.Contains(role);
        if (!silent)
        {
            _text.Append(' ', 2 * depth).Append("- ").Append(Line(node, role, name)).Append('\n');
        }

        foreach (var child in Children(node).Where(child => silent || !SaysTheSame(child, name)))
        {
            Write(child, silent ? depth : depth + 1);
        }
    }

    private static string Line(JsonElement node, string role, string name)
    {
        var line = new StringBuilder(role == "StaticText" ? "text" : role);
        if (name.Length > 0)
        {
            line.Append(' ').Append(Quote(name));
        }

        foreach (var state in node.TryGetProperty("properties", out var all) ? all.EnumerateArray() : default)
        {
            var key = state.GetProperty("name").GetString()!;
            var value = Value(state, "value");
            if (Array.IndexOf(States, key) >= 0 && value is not ("" or "false"))
            {
                line.Append(value == "true" ? $" [{key}]" : $" [{key}={value}]");
            }
        }

        var content = Value(node, "value");
        return content.Length > 0 ? $"{line}: {Quote(content)}" : line.ToString();
    }

    private IEnumerable<JsonElement> Children(JsonElement node) =>
        (node.TryGetProperty("childIds", out var ids) ? ids.EnumerateArray() : default)
            .Select(id => id.GetString()!)
            .Where(_nodes.ContainsKey)
            .Select(id => _nodes[id]);

    // The text of a heading or link is its name already.
    private static bool SaysTheSame(JsonElement child, string name) =>
        Value(child, "role") == "StaticText" && Value(child, "name") == name;

    // An AXValue, as the tree wraps every value.
    private static string Value(JsonElement holder, string key) =>
        holder.TryGetProperty(key, out var wrapped) && wrapped.TryGetProperty("value", out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => value.ToString(),
            }
            : "";

    private static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}

/// <summary>A page as a file.</summary>
internal static class PageFile
{
    /// <summary>What the file is called in a folder.</summary>
    /// <param name="name">The session's id, or what is shown of the address that the page was read from.</param>
    /// <param name="format">What it was turned into.</param>
    public static string NameOf(string name, PageFormat format) =>
        name + format switch
        {
            PageFormat.Html => ".html",
            PageFormat.Markdown => ".md",
            PageFormat.Pdf => ".pdf",
            _ => ".txt",
        };

    /// <summary>The file's bytes; text is UTF-8.</summary>
    public static byte[] BytesOf(BrowserPageContent page) => page.Data ?? Encoding.UTF8.GetBytes(page.Content!);
}

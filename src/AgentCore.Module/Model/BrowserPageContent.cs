namespace AgentCore;

/// <summary>A page together with what it holds.</summary>
public sealed class BrowserPageContent : BrowserPage
{
    internal BrowserPageContent(BrowserPage page, PageFormat format, string? content, byte[]? data)
        : base(page.Title, page.Url, page.HttpStatus, page.Session)
    {
        Format = format;
        Content = content;
        Data = data;
    }

    /// <summary>What the page was turned into.</summary>
    public PageFormat Format { get; }

    /// <summary>The page as text; null for a PDF.</summary>
    public string? Content { get; }

    /// <summary>The bytes of the PDF; null for the other formats.</summary>
    public byte[]? Data { get; }

    /// <summary>The text.</summary>
    public override string ToString() => Content ?? $"PDF, {Data?.Length} bytes";
}

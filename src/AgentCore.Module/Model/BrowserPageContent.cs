namespace AgentCore;

/// <summary>A page together with what it holds.</summary>
public sealed class BrowserPageContent : BrowserPage
{
    internal BrowserPageContent(BrowserPage page, PageFormat format, string? content, byte[]? data)
        : base(page.Title, page.Url, page.HttpStatus, page.Session)
    {
        Format = format.ToString();
        Content = content;
        Data = data;
    }

    /// <summary>What the page was turned into: the name of a <see cref="PageFormat"/>, also in JSON.</summary>
    public string Format { get; }

    /// <summary>The page, or the parts of it that were selected, as text; null for a PDF.</summary>
    public string? Content { get; }

    /// <summary>The bytes of the PDF; null for the other formats.</summary>
    public byte[]? Data { get; }

    /// <summary>The text.</summary>
    public override string ToString() => Content ?? $"PDF, {Data?.Length} bytes";
}

/// <summary>What a page can be turned into.</summary>
public enum PageFormat
{
    /// <summary>The text that a reader sees.</summary>
    Text,

    /// <summary>The document as it is now, after its scripts have changed it.</summary>
    Html,

    /// <summary>Markdown with headings, lists, links, tables, code and pictures.</summary>
    Markdown,

    /// <summary>The tree that a screen reader gets: one line an element, with role, name and state.</summary>
    Accessibility,

    /// <summary>A PDF file, as printed.</summary>
    Pdf,

    /// <summary>
    /// The same tree for agents: short, with the frames, and with references such as <c>[ref=e12]</c> by which the
    /// cmdlets for elements take what it names.
    /// </summary>
    Snapshot,

    /// <summary>The rows of its tables: objects whose properties have the names of the columns.</summary>
    Table,

    /// <summary>Its links: objects with text and address.</summary>
    Link,
}

namespace AgentCore;

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
}

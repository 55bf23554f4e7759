using System.Text;

namespace AgentCore.Pages.Reading;

/// <summary>A page as a file.</summary>
internal static class PageFile
{
    /// <summary>Whether a format is a content that a file can have; the others are objects.</summary>
    public static bool CanHave(PageFormat format) => format is not (PageFormat.Table or PageFormat.Link);

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

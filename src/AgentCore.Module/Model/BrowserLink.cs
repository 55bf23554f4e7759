namespace AgentCore;

/// <summary>A link on a page.</summary>
public sealed class BrowserLink
{
    internal BrowserLink(string text, string url, string title, string? frame)
    {
        Text = text;
        Url = url;
        Title = title;
        Frame = frame;
    }

    /// <summary>What it shows: its text, else its accessible name, else that of its picture; may be empty.</summary>
    public string Text { get; }

    /// <summary>The address that it leads to, as a whole.</summary>
    public string Url { get; }

    /// <summary>What is shown when the mouse points to it; empty for nothing.</summary>
    public string Title { get; }

    /// <summary>Name of the frame that it is in, or its address where it has none; null in the page itself.</summary>
    public string? Frame { get; }

    /// <summary>The address.</summary>
    public override string ToString() => Url;
}

namespace AgentCore;

/// <summary>A JavaScript dialog that a page of a browser session has opened.</summary>
public sealed class BrowserDialog
{
    internal BrowserDialog(string type, string message, string defaultText, string url)
    {
        Type = type;
        Message = message;
        DefaultText = defaultText;
        Url = url;
    }

    /// <summary>alert, confirm, prompt or beforeunload.</summary>
    public string Type { get; }

    /// <summary>What it says.</summary>
    public string Message { get; }

    /// <summary>The text that a prompt begins with; empty for the others.</summary>
    public string DefaultText { get; }

    /// <summary>The address of the page, or of the frame, that opened it.</summary>
    public string Url { get; }

    /// <summary>How it was answered: true when it was accepted; null while it is open.</summary>
    public bool? IsAccepted { get; internal set; }

    /// <summary>Whether the browser was sent an answer; how it ended comes later.</summary>
    internal bool IsAnswered { get; set; }

    /// <summary>Type and message, as a warning shows them.</summary>
    public override string ToString() => $"{Type}: {Message}";
}

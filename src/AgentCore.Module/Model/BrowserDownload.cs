namespace AgentCore;

/// <summary>A file that a page of a browser session downloads; it is on the disk of the browser's machine.</summary>
public sealed class BrowserDownload
{
    internal BrowserDownload(string id, BrowserSession session) => (Id, Session) = (id, session);

    /// <summary>The name that the server or the page gave it, without what a name of a file may not have.</summary>
    public string FileName { get; internal init; } = "";

    /// <summary>Its size in bytes; null where the server did not say it.</summary>
    public long? Size { get; internal init; }

    /// <summary>How many bytes the browser had when this object was made.</summary>
    public long ReceivedBytes { get; internal init; }

    /// <summary>InProgress, Completed, or Failed, as it was when this object was made.</summary>
    public string State { get; internal init; } = "";

    /// <summary>Its address; of a <c>data:</c> address the beginning.</summary>
    public string Url { get; internal init; } = "";

    /// <summary>Its id, good within its session.</summary>
    public string Id { get; }

    /// <summary>Full path of the file that Receive-ACBrowserDownload wrote of this object; null before.</summary>
    public string? Path { get; internal set; }

    /// <summary>The session whose browser has it.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserSession Session { get; }

    /// <summary>Its name.</summary>
    public override string ToString() => FileName;
}

/// <summary>How far a download has come.</summary>
public enum BrowserDownloadState
{
    /// <summary>The browser receives it.</summary>
    InProgress,

    /// <summary>The browser has it whole.</summary>
    Completed,

    /// <summary>It broke off or was cancelled, or nobody followed it to its end.</summary>
    Failed,
}

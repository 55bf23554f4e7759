namespace AgentCore;

/// <summary>What a page of a browser session logged, failed with or requested.</summary>
public sealed class BrowserLogEntry : IOfSession
{
    /// <summary>When it happened, or the request was sent, by the clock of the browser; local time.</summary>
    public DateTime Time { get; internal init; }

    /// <summary>Console, Error or Request.</summary>
    public string Kind => EntryKind.ToString();

    /// <summary>
    /// Debug, Info, Warning or Error. A request has Error where it failed or its status is 400 or more.
    /// </summary>
    public string Level => EntryLevel.ToString();

    /// <summary>
    /// The message, 10,000 characters at most; of a request its method and address, such as <c>GET
    /// https://example.com/</c>.
    /// </summary>
    public string Text { get; internal init; } = "";

    /// <summary>
    /// The address of the request, or of the script that the message is from; empty where none is known.
    /// </summary>
    public string Url { get; internal init; } = "";

    /// <summary>The line of that script, from 1; null where it is not known.</summary>
    public int? Line { get; internal init; }

    /// <summary>Where an uncaught error comes from, as JavaScript writes it; null for others.</summary>
    public string? StackTrace { get; internal init; }

    /// <summary>The tab, as Get-ACBrowserTab shows it; its frames and workers included.</summary>
    public string TabId { get; internal init; } = "";

    /// <summary>The method of a request, such as <c>GET</c>; null for others.</summary>
    public string? Method { get; internal init; }

    /// <summary>The HTTP status; null where no response came (yet).</summary>
    public int? Status { get; internal init; }

    /// <summary>
    /// The time from the request to the last byte of its response; null while it is on its way.
    /// </summary>
    public TimeSpan? Duration { get; internal init; }

    /// <summary>
    /// How many bytes came over the network, headers included; 0 from the browser's cache; null while they are on
    /// their way.
    /// </summary>
    public long? Size { get; internal init; }

    /// <summary>The media type of the response, such as <c>text/html</c>; null where no response came (yet).</summary>
    public string? MimeType { get; internal init; }

    /// <summary>Why a request failed, such as <c>net::ERR_CONNECTION_REFUSED</c>; null where it did not.</summary>
    public string? FailureText { get; internal init; }

    /// <summary>The session it happened in.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserLogKind EntryKind { get; init; }

    internal BrowserLogLevel EntryLevel { get; init; }

    internal BrowserSession Session { get; private set; } = null!;

    AgentSession IOfSession.Session => Session;

    /// <summary>The message.</summary>
    public override string ToString() => Text;

    /// <summary>The same entry, which leads back to a session.</summary>
    internal BrowserLogEntry Of(BrowserSession session)
    {
        var copy = (BrowserLogEntry)MemberwiseClone();
        copy.Session = session;
        return copy;
    }
}

/// <summary>What an entry of a browser's log is about.</summary>
public enum BrowserLogKind
{
    /// <summary>A script wrote to the console, or the browser did, such as about what it blocked.</summary>
    Console,

    /// <summary>A script failed with an error, or rejected a promise, that nothing caught.</summary>
    Error,

    /// <summary>The page requested something.</summary>
    Request,
}

/// <summary>How bad an entry of a browser's log is.</summary>
public enum BrowserLogLevel
{
    /// <summary>For those who look for a fault, such as <c>console.debug</c>.</summary>
    Debug,

    /// <summary>Something happened.</summary>
    Info,

    /// <summary>Something may be wrong.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}

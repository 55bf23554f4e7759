namespace AgentCore;

/// <summary>The page that a browser session shows.</summary>
public class BrowserPage : IOfSession
{
    internal BrowserPage(string title, string url, int? httpStatus, BrowserSession session)
    {
        Title = title;
        Url = url;
        HttpStatus = httpStatus;
        Session = session;
    }

    /// <summary>The page's title; empty where it has none.</summary>
    public string Title { get; }

    /// <summary>The address that was reached in the end, after all redirections.</summary>
    public string Url { get; }

    /// <summary>
    /// HTTP status of the page; null where no web server was called: <c>data:</c> addresses, or another place in the
    /// same page.
    /// </summary>
    public int? HttpStatus { get; }

    /// <summary>The session that shows it.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserSession Session { get; }

    AgentSession IOfSession.Session => Session;

    /// <summary>The address.</summary>
    public override string ToString() => Url;
}

/// <summary>What counts as the end of opening a page.</summary>
public enum PageWait
{
    /// <summary>The page and everything that belongs to it has loaded.</summary>
    Load,

    /// <summary>The page itself has arrived and was read; pictures and frames may be missing.</summary>
    DomContentLoaded,

    /// <summary>Nothing was on its way for half a second: for pages that build themselves by script.</summary>
    NetworkIdle,

    /// <summary>The server has responded; nothing more is waited for.</summary>
    None,
}

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
    /// HTTP status of the page; null where no web server was asked: <c>data:</c> addresses, or another place in the same
    /// page.
    /// </summary>
    public int? HttpStatus { get; }

    /// <summary>The session that shows it.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserSession Session { get; }

    AgentSession IOfSession.Session => Session;
}

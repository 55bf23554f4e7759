namespace AgentCore;

/// <summary>A view of a browser session that a person can open.</summary>
public sealed class LiveView : IOfSession
{
    internal LiveView(BrowserSession session, string url)
    {
        Session = session;
        Url = url;
    }

    /// <summary>The session that it shows.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserSession Session { get; }

    AgentSession IOfSession.Session => Session;

    /// <summary>
    /// The address to open: on this machine, and good for one browser, or a page of the AWS console, which asks to sign
    /// in.
    /// </summary>
    public string Url { get; }

    /// <summary>The address.</summary>
    public override string ToString() => Url;
}

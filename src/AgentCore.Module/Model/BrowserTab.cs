namespace AgentCore;

/// <summary>A tab of a browser session. Cmdlets that drive pages act on it where they are given it.</summary>
public sealed class BrowserTab : IOfSession
{
    internal BrowserTab(
        string id, int index, string title, string url, bool isCurrent, string? openerId, BrowserSession session)
    {
        Id = id;
        Index = index;
        Title = title;
        Url = url;
        IsCurrent = isCurrent;
        OpenerId = openerId;
        Session = session.In(id);
    }

    /// <summary>The browser's id of it, 32 hex digits.</summary>
    public string Id { get; }

    /// <summary>Its number, from 1 on, in the order in which tabs were first seen; it keeps it.</summary>
    public int Index { get; }

    /// <summary>The page's title; what the browser shows of its address where it has none.</summary>
    public string Title { get; }

    /// <summary>The address of the page.</summary>
    public string Url { get; }

    /// <summary>Whether cmdlets act on it that are not told which tab is meant.</summary>
    public bool IsCurrent { get; }

    /// <summary>Id of the tab whose page opened it; null where none did, or hides it (noopener).</summary>
    public string? OpenerId { get; }

    /// <summary>The session it is a tab of.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserSession Session { get; }

    AgentSession IOfSession.Session => Session;

    /// <summary>The tab's id.</summary>
    public override string ToString() => Id;
}

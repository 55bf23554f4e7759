namespace AgentCore;

/// <summary>An event that a browser sent, in terms of the Chrome DevTools Protocol.</summary>
public sealed class BrowserEvent : IOfSession
{
    internal BrowserEvent(string name, object? parameters, BrowserSession session)
    {
        Name = name;
        Parameters = parameters;
        Session = session;
    }

    /// <summary>What happened, such as <c>Page.loadEventFired</c>.</summary>
    public string Name { get; }

    /// <summary>What the browser reports about it.</summary>
    public object? Parameters { get; }

    /// <summary>When it was received, local time.</summary>
    public DateTime Time { get; } = DateTime.UtcNow.ToLocalTime();

    /// <summary>The session it happened in.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserSession Session { get; }

    AgentSession IOfSession.Session => Session;

    /// <summary>What happened.</summary>
    public override string ToString() => Name;
}

/// <summary>Whom a raw command goes to.</summary>
public enum BrowserScope
{
    /// <summary>The page.</summary>
    Page,

    /// <summary>The browser itself.</summary>
    Browser,
}

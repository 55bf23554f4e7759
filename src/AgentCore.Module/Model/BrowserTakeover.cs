namespace AgentCore;

/// <summary>How a person's turn in a browser session went.</summary>
public sealed class BrowserTakeover : IOfSession
{
    internal BrowserTakeover(BrowserSession session, TakeoverOutcome outcome, string message, TimeSpan duration)
    {
        Session = session;
        Outcome = outcome.ToString();
        Message = message;
        Duration = duration;
    }

    /// <summary>The session, which programs may drive again.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserSession Session { get; }

    AgentSession IOfSession.Session => Session;

    /// <summary>Whether the person was done, or the time was over.</summary>
    public string Outcome { get; }

    /// <summary>What the person was asked to do.</summary>
    public string Message { get; }

    /// <summary>How long automation was cut off.</summary>
    public TimeSpan Duration { get; }
}

/// <summary>What ended a person's turn.</summary>
public enum TakeoverOutcome
{
    /// <summary>The person pressed Done.</summary>
    Done,

    /// <summary>The time was over first.</summary>
    TimedOut,
}

namespace AgentCore;

/// <summary>A view of a browser session that a person can open.</summary>
public sealed class LiveView
{
    internal LiveView(string sessionId, string url)
    {
        SessionId = sessionId;
        Url = url;
    }

    /// <summary>The session that it shows.</summary>
    public string SessionId { get; }

    /// <summary>
    /// The address to open: on this machine, and good for one browser, or a page of the AWS console, which asks to sign in.
    /// </summary>
    public string Url { get; }

    /// <summary>The address.</summary>
    public override string ToString() => Url;
}

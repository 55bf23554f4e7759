namespace AgentCore;

/// <summary>
/// What a program of one's own needs to drive a browser session: an address and the headers that let it in.
/// </summary>
/// <remarks>The headers are a secret until they expire. No view and no text of this object shows them.</remarks>
public sealed class AutomationStream : IOfSession
{
    internal AutomationStream(
        BrowserSession session, string url, IDictionary<string, string> headers, DateTime expiresAt)
    {
        Session = session;
        Url = url;
        Headers = headers;
        ExpiresAt = expiresAt;
    }

    /// <summary>The session that it leads to.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserSession Session { get; }

    AgentSession IOfSession.Session => Session;

    /// <summary>Address of the WebSocket that speaks the Chrome DevTools Protocol: <c>wss://…</c>.</summary>
    public string Url { get; }

    /// <summary>
    /// Signed headers to send when the WebSocket is opened; <c>host</c> is left to the client that opens it.
    /// </summary>
    public IDictionary<string, string> Headers { get; }

    /// <summary>Until when the headers open a connection, local time; one that is open stays so.</summary>
    public DateTime ExpiresAt { get; }

    /// <summary>The address alone.</summary>
    public override string ToString() => Url;
}

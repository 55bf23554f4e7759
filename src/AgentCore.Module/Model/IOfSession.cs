namespace AgentCore;

/// <summary>Something that was made in a session and leads back to it where cmdlets take sessions.</summary>
internal interface IOfSession
{
    /// <summary>The session, with the connection it came from.</summary>
    AgentSession Session { get; }
}

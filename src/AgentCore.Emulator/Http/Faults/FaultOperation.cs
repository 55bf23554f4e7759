namespace AgentCore.Emulator.Http.Faults;

/// <summary>An operation or stream of the service, as far as faults depend on it.</summary>
/// <param name="Name">API name of the operation, or IAM action of the stream.</param>
internal sealed record FaultOperation(string Name)
{
    /// <summary>The errors that the API lists for it: HTTP status by code.</summary>
    public IReadOnlyDictionary<string, int> Errors { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether its response is an event stream.</summary>
    public bool HasEventStream { get; init; }

    /// <summary>Whether it connects to a stream of a session.</summary>
    public bool IsSessionStream { get; init; }

    /// <summary>Whether its path, query or headers name a browser session.</summary>
    public bool NamesBrowserSession { get; init; }
}

/// <summary>What faults need of the sessions of a family: their age, and a way to crash them.</summary>
internal interface ICrashableSessions
{
    /// <summary>How old a live session is; null when there is no live session of this id.</summary>
    TimeSpan? AgeOf(string sessionId);

    /// <summary>
    /// Kills the program behind a live session, and waits until the session has ended because of that.
    /// </summary>
    Task CrashAsync(string sessionId);
}

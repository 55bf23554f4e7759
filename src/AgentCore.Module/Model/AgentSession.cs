
namespace AgentCore;

/// <summary>What sessions of both kinds have in common.</summary>
public abstract class AgentSession
{
    // UTC: the clock of a place jumps twice a year.
    private DateTime? _createdAt;
    private DateTime? _lastUpdatedAt;

    private protected AgentSession(string sessionId) => SessionId = sessionId;

    /// <summary>The session's id, up to 40 letters and digits.</summary>
    public string SessionId { get; }

    /// <summary>The name it was started with; null where the service gave none.</summary>
    public string? Name { get; internal set; }

    /// <summary><c>READY</c> or <c>TERMINATED</c>.</summary>
    public string? Status { get; internal set; }

    /// <summary>When it was started, local time.</summary>
    public DateTime? CreatedAt
    {
        get => _createdAt?.ToLocalTime();
        internal set => _createdAt = value?.ToUniversalTime();
    }

    /// <summary>When its state last changed, local time.</summary>
    public DateTime? LastUpdatedAt
    {
        get => _lastUpdatedAt?.ToLocalTime();
        internal set => _lastUpdatedAt = value?.ToUniversalTime();
    }

    /// <summary>Time to live in seconds from the start, 1 to 28,800; null in a list, which does not have it.</summary>
    public int? SessionTimeoutSeconds { get; internal set; }

    /// <summary>When the service ends it at the latest, local time; null where the time to live is not known.</summary>
    public DateTime? ExpiresAt =>
        SessionTimeoutSeconds is { } seconds ? _createdAt?.AddSeconds(seconds).ToLocalTime() : null;

    /// <summary>How long ago it was started.</summary>
    public TimeSpan? Age => DateTime.UtcNow - _createdAt;

    /// <summary>
    /// The region it lives in, such as <c>eu-central-1</c>; null for a session that was given by its id.
    /// </summary>
    public string? Region => Origin?.Region ?? HeldRegion;

    /// <summary>The connection it came from: piping it on goes back there. Holds no part that is shown.</summary>
    internal Origin? Origin { get; set; }

    /// <summary>The region in a row of a file, or an object of a job; null for others.</summary>
    internal string? HeldRegion { get; init; }

    /// <summary>How the user named it; a name stands in <see cref="SessionId"/> until it was looked up.</summary>
    internal Reference Reference { get; set; }

    /// <summary>What it belongs to: id or ARN of a browser or code interpreter.</summary>
    internal abstract string Owner { get; private protected set; }

    /// <summary>The same session, looked for at another browser or code interpreter.</summary>
    internal AgentSession Of(string owner) => With<AgentSession>(now => now.Owner = owner);

    /// <summary>The same session, with the connection that it was found by.</summary>
    internal T At<T>(Origin origin)
        where T : AgentSession => Origin is null ? With<T>(now => now.Origin = origin) : (T)this;

    /// <summary>The same session in another state.</summary>
    internal T With<T>(Action<T> change)
        where T : AgentSession
    {
        var copy = (T)MemberwiseClone();
        change(copy);
        return copy;
    }

    /// <summary>Whether it is the same session, in whatever state: so <c>-eq</c> and <c>-in</c> compare.</summary>
    /// <param name="obj">The other.</param>
    public override bool Equals(object? obj) =>
        obj is AgentSession other && other.GetType() == GetType() && other.SessionId == SessionId
            && other.Region == Region;

    /// <summary>That of the id.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(SessionId);

    /// <summary>The session's id.</summary>
    public override string ToString() => SessionId;
}

/// <summary>Something that was made in a session and leads back to it where cmdlets take sessions.</summary>
internal interface IOfSession
{
    /// <summary>The session, with the connection it came from.</summary>
    AgentSession Session { get; }
}

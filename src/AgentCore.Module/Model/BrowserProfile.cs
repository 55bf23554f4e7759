namespace AgentCore;

/// <summary>A browser profile: cookies and local storage that a session left, for others to start with.</summary>
public sealed class BrowserProfile : AgentResource
{
    // UTC: the clock of a place jumps twice a year.
    private readonly DateTime? _lastSavedAt;

    internal BrowserProfile(string profileId)
        : base(profileId)
    {
    }

    /// <summary>Its id: its name and ten characters.</summary>
    public string ProfileId => Id;

    /// <summary>When a session was last saved into it, local time; null where none was.</summary>
    public DateTime? LastSavedAt
    {
        get => _lastSavedAt?.ToLocalTime();
        internal init => _lastSavedAt = value?.ToUniversalTime();
    }

    /// <summary>Id of the session that was last saved into it.</summary>
    public string? LastSavedBrowserSessionId { get; internal init; }

    /// <summary>Id of the browser that this session belonged to.</summary>
    public string? LastSavedBrowserId { get; internal init; }
}

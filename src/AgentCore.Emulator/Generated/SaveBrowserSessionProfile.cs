using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>SaveBrowserSessionProfile: what it takes.</summary>
internal sealed record SaveBrowserSessionProfileRequest : IIdempotentRequest
{
    /// <summary>traceId.</summary>
    [Header("X-Amzn-Trace-Id"), Size(0, 1024)]
    public string? TraceId { get; init; }

    /// <summary>traceParent.</summary>
    [Header("traceparent"), Size(0, 1024)]
    public string? TraceParent { get; init; }

    /// <summary>profileIdentifier: the profile's id.</summary>
    [Label("profileIdentifier"), Required, Pattern(SharedPatterns.ResourceId)]
    public string? ProfileIdentifier { get; init; }

    /// <summary>browserIdentifier: id or ARN.</summary>
    [Required]
    public string? BrowserIdentifier { get; init; }

    /// <summary>sessionId.</summary>
    [Required, Pattern(SharedPatterns.SessionId)]
    public string? SessionId { get; init; }

    /// <summary>clientToken.</summary>
    [Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }
}

/// <summary>SaveBrowserSessionProfile: what it answers.</summary>
internal sealed record SaveBrowserSessionProfileResponse(
    string ProfileIdentifier, string BrowserIdentifier, string SessionId, DateTimeOffset LastUpdatedAt);

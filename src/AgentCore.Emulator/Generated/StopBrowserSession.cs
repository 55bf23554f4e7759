using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>StopBrowserSession: what it takes.</summary>
internal sealed record StopBrowserSessionRequest : IIdempotentRequest
{
    /// <summary>traceId.</summary>
    [Header("X-Amzn-Trace-Id"), Size(0, 1024)]
    public string? TraceId { get; init; }

    /// <summary>traceParent.</summary>
    [Header("traceparent"), Size(0, 1024)]
    public string? TraceParent { get; init; }

    /// <summary>browserIdentifier: id or ARN.</summary>
    [Label("browserIdentifier"), Required]
    public string? BrowserIdentifier { get; init; }

    /// <summary>sessionId.</summary>
    [Query("sessionId"), Required, Pattern(SharedPatterns.SessionId)]
    public string? SessionId { get; init; }

    /// <summary>clientToken.</summary>
    [Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }
}

/// <summary>StopBrowserSession: what it answers.</summary>
internal sealed record StopBrowserSessionResponse(string BrowserIdentifier, string SessionId, DateTimeOffset LastUpdatedAt);

using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>StopCodeInterpreterSession: what it takes.</summary>
internal sealed record StopCodeInterpreterSessionRequest : IIdempotentRequest
{
    /// <summary>traceId.</summary>
    [Header("X-Amzn-Trace-Id"), Size(0, 1024)]
    public string? TraceId { get; init; }

    /// <summary>traceParent.</summary>
    [Header("traceparent"), Size(0, 1024)]
    public string? TraceParent { get; init; }

    /// <summary>codeInterpreterIdentifier: id or ARN.</summary>
    [Label("codeInterpreterIdentifier"), Required]
    public string? CodeInterpreterIdentifier { get; init; }

    /// <summary>sessionId.</summary>
    [Query("sessionId"), Required, Pattern(SharedPatterns.SessionId)]
    public string? SessionId { get; init; }

    /// <summary>clientToken.</summary>
    [Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }
}

/// <summary>StopCodeInterpreterSession: what it answers.</summary>
internal sealed record StopCodeInterpreterSessionResponse(
    string CodeInterpreterIdentifier, string SessionId, DateTimeOffset LastUpdatedAt);

using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>StartCodeInterpreterSession: what it takes.</summary>
internal sealed record StartCodeInterpreterSessionRequest : IIdempotentRequest
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

    /// <summary>name.</summary>
    [Size(1, 100)]
    public string? Name { get; init; }

    /// <summary>sessionTimeoutSeconds: time to live.</summary>
    [Between(1, 28800)]
    public int? SessionTimeoutSeconds { get; init; }

    /// <summary>certificates.</summary>
    [Size(1, 200)]
    public IReadOnlyList<Certificate>? Certificates { get; init; }

    /// <summary>filesystemConfigurations.</summary>
    [Size(0, 10)]
    public IReadOnlyList<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; init; }

    /// <summary>clientToken.</summary>
    [Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }
}

/// <summary>StartCodeInterpreterSession: what it answers.</summary>
internal sealed record StartCodeInterpreterSessionResponse(
    string CodeInterpreterIdentifier, string SessionId, DateTimeOffset CreatedAt);

using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>StartBrowserSession: what it takes.</summary>
internal sealed record StartBrowserSessionRequest : IIdempotentRequest
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

    /// <summary>name.</summary>
    [Size(1, 100)]
    public string? Name { get; init; }

    /// <summary>sessionTimeoutSeconds: time to live.</summary>
    [Between(1, 28800)]
    public int? SessionTimeoutSeconds { get; init; }

    /// <summary>viewPort.</summary>
    public ViewPort? ViewPort { get; init; }

    /// <summary>extensions.</summary>
    [Size(1, 10)]
    public IReadOnlyList<BrowserExtension>? Extensions { get; init; }

    /// <summary>profileConfiguration.</summary>
    public BrowserProfileConfiguration? ProfileConfiguration { get; init; }

    /// <summary>proxyConfiguration.</summary>
    public ProxyConfiguration? ProxyConfiguration { get; init; }

    /// <summary>enterprisePolicies.</summary>
    [Size(0, 100)]
    public IReadOnlyList<BrowserEnterprisePolicy>? EnterprisePolicies { get; init; }

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

/// <summary>StartBrowserSession: what it answers.</summary>
internal sealed record StartBrowserSessionResponse(
    string BrowserIdentifier,
    string SessionId,
    DateTimeOffset CreatedAt,
    BrowserSessionStream Streams);

using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>GetBrowserSession: what it takes.</summary>
internal sealed record GetBrowserSessionRequest
{
    /// <summary>browserIdentifier: id or ARN.</summary>
    [Label("browserIdentifier"), Required]
    public string? BrowserIdentifier { get; init; }

    /// <summary>sessionId.</summary>
    [Query("sessionId"), Required, Pattern(SharedPatterns.SessionId)]
    public string? SessionId { get; init; }
}

/// <summary>GetBrowserSession: what it answers.</summary>
internal sealed record GetBrowserSessionResponse(
    string BrowserIdentifier,
    string SessionId,
    string? Name,
    DateTimeOffset CreatedAt,
    ViewPort ViewPort,
    IReadOnlyList<BrowserExtension>? Extensions,
    IReadOnlyList<BrowserEnterprisePolicy>? EnterprisePolicies,
    BrowserProfileConfiguration? ProfileConfiguration,
    int SessionTimeoutSeconds,
    string Status,
    BrowserSessionStream Streams,
    ProxyConfiguration? ProxyConfiguration,
    IReadOnlyList<Certificate>? Certificates,
    IReadOnlyList<ToolsFileSystemConfiguration>? FilesystemConfigurations,
    DateTimeOffset LastUpdatedAt);

using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>GetBrowser: what it takes.</summary>
internal sealed record GetBrowserRequest
{
    /// <summary>browserId.</summary>
    [Label("browserId"), Required, Pattern(SharedPatterns.BrowserId)]
    public string? BrowserId { get; init; }
}

/// <summary>GetBrowser: what it answers.</summary>
internal sealed record GetBrowserResponse(
    string BrowserId,
    string BrowserArn,
    string Name,
    string? Description,
    string? ExecutionRoleArn,
    BrowserNetworkConfiguration NetworkConfiguration,
    RecordingConfig? Recording,
    BrowserSigningConfig? BrowserSigning,
    IReadOnlyList<BrowserEnterprisePolicy>? EnterprisePolicies,
    IReadOnlyList<Certificate>? Certificates,
    IReadOnlyList<ToolsFileSystemConfiguration>? FilesystemConfigurations,
    string Status,
    string? FailureReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt);

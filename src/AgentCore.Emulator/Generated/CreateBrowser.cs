using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>CreateBrowser: what it takes.</summary>
internal sealed record CreateBrowserRequest : IIdempotentRequest
{
    /// <summary>name.</summary>
    [Required, Pattern(SharedPatterns.ResourceName)]
    public string? Name { get; init; }

    /// <summary>description.</summary>
    [Size(1, 4096)]
    public string? Description { get; init; }

    /// <summary>executionRoleArn.</summary>
    [Size(1, 2048), Pattern(SharedPatterns.RoleArn)]
    public string? ExecutionRoleArn { get; init; }

    /// <summary>networkConfiguration.</summary>
    [Required]
    public BrowserNetworkConfiguration? NetworkConfiguration { get; init; }

    /// <summary>recording.</summary>
    public RecordingConfig? Recording { get; init; }

    /// <summary>browserSigning.</summary>
    public BrowserSigningConfig? BrowserSigning { get; init; }

    /// <summary>enterprisePolicies: in force in every session of the browser.</summary>
    [Size(0, 100)]
    public IReadOnlyList<BrowserEnterprisePolicy>? EnterprisePolicies { get; init; }

    /// <summary>certificates: trusted in every session of the browser.</summary>
    [Size(1, 200)]
    public IReadOnlyList<Certificate>? Certificates { get; init; }

    /// <summary>filesystemConfigurations: mounted in every session of the browser.</summary>
    [Size(0, 10)]
    public IReadOnlyList<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; init; }

    /// <summary>clientToken.</summary>
    [Size(33, 256), Pattern(SharedPatterns.ClientToken)]
    public string? ClientToken { get; init; }

    /// <summary>tags.</summary>
    [Size(0, 50), Size(1, 128, Of = Part.Keys), Pattern(SharedPatterns.Tag, Of = Part.Keys)]
    [Size(0, 256, Of = Part.Items), Pattern(SharedPatterns.Tag, Of = Part.Items)]
    public Dictionary<string, string>? Tags { get; init; }
}

/// <summary>CreateBrowser: what it answers.</summary>
internal sealed record CreateBrowserResponse(string BrowserId, string BrowserArn, DateTimeOffset CreatedAt, string Status);

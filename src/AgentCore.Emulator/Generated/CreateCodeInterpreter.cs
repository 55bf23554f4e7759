using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>CreateCodeInterpreter: what it takes.</summary>
internal sealed record CreateCodeInterpreterRequest : IIdempotentRequest
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
    public CodeInterpreterNetworkConfiguration? NetworkConfiguration { get; init; }

    /// <summary>certificates.</summary>
    [Size(1, 200)]
    public IReadOnlyList<Certificate>? Certificates { get; init; }

    /// <summary>filesystemConfigurations.</summary>
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

/// <summary>CreateCodeInterpreter: what it answers.</summary>
internal sealed record CreateCodeInterpreterResponse(
    string CodeInterpreterId, string CodeInterpreterArn, DateTimeOffset CreatedAt, string Status);

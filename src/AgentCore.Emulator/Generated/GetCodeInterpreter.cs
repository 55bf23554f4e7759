using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>GetCodeInterpreter: what it takes.</summary>
internal sealed record GetCodeInterpreterRequest
{
    /// <summary>codeInterpreterId.</summary>
    [Label("codeInterpreterId"), Required, Pattern(SharedPatterns.CodeInterpreterId)]
    public string? CodeInterpreterId { get; init; }
}

/// <summary>GetCodeInterpreter: what it answers.</summary>
internal sealed record GetCodeInterpreterResponse(
    string CodeInterpreterId,
    string CodeInterpreterArn,
    string Name,
    string? Description,
    string? ExecutionRoleArn,
    CodeInterpreterNetworkConfiguration NetworkConfiguration,
    string Status,
    IReadOnlyList<Certificate>? Certificates,
    IReadOnlyList<ToolsFileSystemConfiguration>? FilesystemConfigurations,
    string? FailureReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUpdatedAt);

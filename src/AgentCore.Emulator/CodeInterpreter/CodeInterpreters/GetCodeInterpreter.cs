using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Binding;
using AgentCore.Emulator.Protocol.Validation;

namespace AgentCore.Emulator.CodeInterpreter.CodeInterpreters;

/// <summary>GetCodeInterpreter: what it takes.</summary>
internal sealed record GetCodeInterpreterRequest
{
    /// <summary>codeInterpreterId.</summary>
    [Label("codeInterpreterId"), Required, Pattern(CodeInterpreterKind.IdPattern)]
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

using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>GetCodeInterpreterSession: what it takes.</summary>
internal sealed record GetCodeInterpreterSessionRequest
{
    /// <summary>codeInterpreterIdentifier: id or ARN.</summary>
    [Label("codeInterpreterIdentifier"), Required]
    public string? CodeInterpreterIdentifier { get; init; }

    /// <summary>sessionId.</summary>
    [Query("sessionId"), Required, Pattern(SharedPatterns.SessionId)]
    public string? SessionId { get; init; }
}

/// <summary>GetCodeInterpreterSession: what it answers.</summary>
internal sealed record GetCodeInterpreterSessionResponse(
    string CodeInterpreterIdentifier,
    string SessionId,
    string? Name,
    DateTimeOffset CreatedAt,
    int SessionTimeoutSeconds,
    string Status,
    IReadOnlyList<Certificate>? Certificates,
    IReadOnlyList<ToolsFileSystemConfiguration>? FilesystemConfigurations);

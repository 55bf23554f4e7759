using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>Makes our session object from what the API answers.</summary>
internal static class CodeInterpreterSessionReader
{
    public static CodeInterpreterSession Read(this GetCodeInterpreterSessionResponse full, Connection origin) =>
        new(full.SessionId!, full.CodeInterpreterIdentifier!)
        {
            Origin = origin,
            Name = full.Name,
            Status = full.Status?.Value,
            CreatedAt = full.CreatedAt,
            SessionTimeoutSeconds = full.SessionTimeoutSeconds,
            Certificate = full.Certificates.ToArray(SharedShapes.FromWire),
            FileSystem = full.FilesystemConfigurations.ToArray(SharedShapes.FromWire),
        };

    public static CodeInterpreterSession Read(this CodeInterpreterSessionSummary brief, Connection origin) =>
        new(brief.SessionId!, brief.CodeInterpreterIdentifier!)
        {
            Origin = origin,
            Name = brief.Name,
            Status = brief.Status?.Value,
            CreatedAt = brief.CreatedAt,
            LastUpdatedAt = brief.LastUpdatedAt,
        };

    public static CodeInterpreterSession Read(
        this StartCodeInterpreterSessionResponse started, StartCodeInterpreterSessionRequest asked, Connection origin) =>
        new(started.SessionId!, started.CodeInterpreterIdentifier!)
        {
            Origin = origin,
            Name = asked.Name,
            CreatedAt = started.CreatedAt,
            SessionTimeoutSeconds = asked.SessionTimeoutSeconds,
        };
}

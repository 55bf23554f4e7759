using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>Makes our code interpreter object from what the API answers.</summary>
internal static class CodeInterpreterReader
{
    public static CodeInterpreter Read(this GetCodeInterpreterResponse full, Connection origin) =>
        new(full.CodeInterpreterId!)
        {
            Origin = origin,
            Arn = full.CodeInterpreterArn,
            Name = full.Name,
            Description = full.Description,
            State = (full.Status?.Value, full.LastUpdatedAt),
            FailureReason = full.FailureReason,
            CreatedAt = full.CreatedAt,
            ExecutionRoleArn = full.ExecutionRoleArn,
            NetworkMode = full.NetworkConfiguration?.NetworkMode?.Value,
            SecurityGroup = full.NetworkConfiguration?.VpcConfig?.SecurityGroups?.ToArray() ?? [],
            Subnet = full.NetworkConfiguration?.VpcConfig?.Subnets?.ToArray() ?? [],
            RequireServiceS3Endpoint = full.NetworkConfiguration?.VpcConfig?.RequireServiceS3Endpoint,
            Certificate = full.Certificates.ToArray(ToolShapes.FromWire),
            FileSystem = full.FilesystemConfigurations.ToArray(ToolShapes.FromWire),
        };

    public static CodeInterpreter Read(this CodeInterpreterSummary brief, Connection origin) =>
        new(brief.CodeInterpreterId!)
        {
            Origin = origin,
            Arn = brief.CodeInterpreterArn,
            Name = brief.Name,
            Description = brief.Description,
            State = (brief.Status?.Value, brief.LastUpdatedAt),
            CreatedAt = brief.CreatedAt,
        };

    public static CodeInterpreter Read(
        this CreateCodeInterpreterResponse created, CreateCodeInterpreterRequest asked, Connection origin) =>
        new(created.CodeInterpreterId!)
        {
            Origin = origin,
            Arn = created.CodeInterpreterArn,
            Name = asked.Name,
            Description = asked.Description,
            State = (created.Status?.Value, created.CreatedAt),
            CreatedAt = created.CreatedAt,
            NetworkMode = asked.NetworkConfiguration?.NetworkMode?.Value,
        };
}

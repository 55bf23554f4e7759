using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>Makes our browser object from what the API answers.</summary>
internal static class BrowserReader
{
    public static Browser Read(this GetBrowserResponse full, Connection origin) =>
        new(full.BrowserId!)
        {
            Origin = origin,
            Arn = full.BrowserArn,
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
            Recording = full.Recording?.Enabled is false ? null : full.Recording?.S3Location.FromWire(),
            Signing = full.BrowserSigning?.Enabled,
            EnterprisePolicy = full.EnterprisePolicies.ToArray(ToolShapes.FromWire),
            Certificate = full.Certificates.ToArray(ToolShapes.FromWire),
            FileSystem = full.FilesystemConfigurations.ToArray(ToolShapes.FromWire),
        };

    public static Browser Read(this BrowserSummary brief, Connection origin) =>
        new(brief.BrowserId!)
        {
            Origin = origin,
            Arn = brief.BrowserArn,
            Name = brief.Name,
            Description = brief.Description,
            State = (brief.Status?.Value, brief.LastUpdatedAt),
            CreatedAt = brief.CreatedAt,
        };

    public static Browser Read(this CreateBrowserResponse created, CreateBrowserRequest asked, Connection origin) =>
        new(created.BrowserId!)
        {
            Origin = origin,
            Arn = created.BrowserArn,
            Name = asked.Name,
            Description = asked.Description,
            State = (created.Status?.Value, created.CreatedAt),
            CreatedAt = created.CreatedAt,
            NetworkMode = asked.NetworkConfiguration?.NetworkMode?.Value,
        };
}

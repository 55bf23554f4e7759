namespace AgentCore.Service;

/// <summary>Creates a resource that was defined before; the token makes the same creation, sent again, one.</summary>
internal delegate Task<AgentResource> ResourceCreation(
    Connection connection, ICallLog log, string? clientToken, CancellationToken cancellationToken);

/// <summary>What a resource is created with.</summary>
internal record ResourceDefinition
{
    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public Dictionary<string, string>? Tags { get; init; }
}

/// <summary>What a browser or code interpreter is created with.</summary>
internal record ToolDefinition : ResourceDefinition
{
    public string? ExecutionRoleArn { get; init; }

    public string NetworkMode { get; init; } = "";

    /// <summary>The network of the account; null unless the mode is VPC.</summary>
    public VpcDefinition? Vpc { get; init; }

    public SecretArn[]? Certificates { get; init; }

    public FileSystemMount[]? FileSystems { get; init; }
}

/// <summary>Where in the account's own network a browser or code interpreter runs.</summary>
/// <param name="SecurityGroups">Ids of security groups.</param>
/// <param name="Subnets">Ids of subnets.</param>
/// <param name="RequireServiceS3Endpoint">Whether S3 has to be reached through an endpoint; null for the service's default.</param>
internal sealed record VpcDefinition(List<string> SecurityGroups, List<string> Subnets, bool? RequireServiceS3Endpoint);

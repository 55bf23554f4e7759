using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>The operations on code interpreters.</summary>
internal sealed class CodeInterpreterOperations : ResourceOperations
{
    public static readonly CodeInterpreterOperations Instance = new();

    public override string Name => "code interpreter";

    public override string IdProperty => "CodeInterpreterId";

    public override string? SystemId => Defaults.CodeInterpreter;

    public override string Lister => "Get-ACCodeInterpreter";

    private protected override string ArnKind => "code-interpreter";

    /// <summary>
    /// Checks a definition; what it returns creates the code interpreter. Stands for CreateCodeInterpreter.
    /// </summary>
    public static ResourceCreation PrepareCreation(ToolDefinition definition)
    {
        var request = new CreateCodeInterpreterRequest
        {
            Name = definition.Name,
            Description = definition.Description,
            ExecutionRoleArn = definition.ExecutionRoleArn,
            NetworkConfiguration = new CodeInterpreterNetworkConfiguration
            {
                NetworkMode = definition.NetworkMode,
                VpcConfig = definition.Vpc.ToWire(),
            },
            Certificates = definition.Certificates.ToControl(),
            FilesystemConfigurations = definition.FileSystems.ToControl(),
            Tags = definition.Tags,
        };
        return async (connection, log, clientToken, cancellationToken) =>
        {
            request.ClientToken = clientToken;
            var created = await connection.SendAsync(
                log,
                request,
                static (client, input, token) => client.CreateCodeInterpreterAsync(input, token),
                cancellationToken);

            // The response has only ids and state; where the interpreter may not be read, the rest comes from the
            // request.
            return new CodeInterpreter(created.CodeInterpreterId!)
            {
                Origin = connection,
                Arn = created.CodeInterpreterArn,
                Name = definition.Name,
                Description = definition.Description,
                State = (created.Status?.Value, created.CreatedAt),
                CreatedAt = created.CreatedAt,
                NetworkMode = definition.NetworkMode,
            };
        };
    }

    public override async Task<AgentResource> GetAsync(
        Connection connection, ICallLog log, string id, CancellationToken cancellationToken)
    {
        var full = await connection.SendAsync(
            log,
            new GetCodeInterpreterRequest { CodeInterpreterId = id },
            static (client, request, token) => client.GetCodeInterpreterAsync(request, token),
            cancellationToken);
        return new CodeInterpreter(full.CodeInterpreterId!)
        {
            Origin = connection,
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
            Certificate = full.Certificates.ToArray(ToolMapping.FromWire),
            FileSystem = full.FilesystemConfigurations.ToArray(ToolMapping.FromWire),
        };
    }

    public override async Task<ListPage<AgentResource>> ListAsync(
        Connection connection, ICallLog log, string? type, string? token, CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListCodeInterpretersRequest { MaxResults = Pagination.Size, NextToken = token, Type = type! },
            static (client, request, cancel) => client.ListCodeInterpretersAsync(request, cancel),
            cancellationToken);
        var items = (page.CodeInterpreterSummaries ?? []).Select(brief => new CodeInterpreter(brief.CodeInterpreterId!)
        {
            Origin = connection,
            Arn = brief.CodeInterpreterArn,
            Name = brief.Name,
            Description = brief.Description,
            State = (brief.Status?.Value, brief.LastUpdatedAt),
            CreatedAt = brief.CreatedAt,
        });
        return new(items, page.NextToken);
    }

    public override async Task<(string? Status, DateTime? Since)> DeleteAsync(
        Connection connection, ICallLog log, string id, string? clientToken, CancellationToken cancellationToken)
    {
        var deleted = await connection.SendAsync(
            log,
            new DeleteCodeInterpreterRequest { CodeInterpreterId = id, ClientToken = clientToken },
            static (client, request, token) => client.DeleteCodeInterpreterAsync(request, token),
            cancellationToken);
        return (deleted.Status?.Value, deleted.LastUpdatedAt);
    }

    private protected override AgentResource Make(string id, string? arn, Reference reference) =>
        new CodeInterpreter(id) { Arn = arn, Reference = reference };
}

using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>What a browser is created with.</summary>
internal sealed record BrowserDefinition : ToolDefinition
{
    public S3Location? Recording { get; init; }

    public bool? Signing { get; init; }

    public EnterprisePolicy[]? EnterprisePolicies { get; init; }
}

/// <summary>The operations on browsers.</summary>
internal sealed class BrowserOperations : ResourceOperations
{
    public static readonly BrowserOperations Instance = new();

    public override string Name => "browser";

    public override string IdProperty => "BrowserId";

    public override string? SystemId => Defaults.Browser;

    public override string Lister => "Get-ACBrowser";

    private protected override string ArnKind => "browser";

    /// <summary>Checks a definition; what it returns creates the browser. Stands for CreateBrowser.</summary>
    public static ResourceCreation PrepareCreation(BrowserDefinition definition)
    {
        var request = new CreateBrowserRequest
        {
            Name = definition.Name,
            Description = definition.Description,
            ExecutionRoleArn = definition.ExecutionRoleArn,
            NetworkConfiguration = new BrowserNetworkConfiguration
            {
                NetworkMode = definition.NetworkMode,
                VpcConfig = definition.Vpc.ToWire(),
            },
            Recording = definition.Recording.ToRecording(),
            BrowserSigning = definition.Signing is { } enabled
                ? new BrowserSigningConfigInput { Enabled = enabled }
                : null,
            EnterprisePolicies = definition.EnterprisePolicies.ToControl(),
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
                static (client, input, token) => client.CreateBrowserAsync(input, token),
                cancellationToken);

            // The response has only ids and state; where the browser may not be read, the rest comes from the request.
            return new Browser(created.BrowserId!)
            {
                Origin = connection,
                Arn = created.BrowserArn,
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
            new GetBrowserRequest { BrowserId = id },
            static (client, request, token) => client.GetBrowserAsync(request, token),
            cancellationToken);
        return new Browser(full.BrowserId!)
        {
            Origin = connection,
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
            EnterprisePolicy = full.EnterprisePolicies.ToArray(ToolMapping.FromWire),
            Certificate = full.Certificates.ToArray(ToolMapping.FromWire),
            FileSystem = full.FilesystemConfigurations.ToArray(ToolMapping.FromWire),
        };
    }

    public override async Task<ListPage<AgentResource>> ListAsync(
        Connection connection, ICallLog log, string? type, string? token, CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListBrowsersRequest { MaxResults = Pagination.Size, NextToken = token, Type = type! },
            static (client, request, cancel) => client.ListBrowsersAsync(request, cancel),
            cancellationToken);
        var items = (page.BrowserSummaries ?? []).Select(brief => new Browser(brief.BrowserId!)
        {
            Origin = connection,
            Arn = brief.BrowserArn,
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
            new DeleteBrowserRequest { BrowserId = id, ClientToken = clientToken },
            static (client, request, token) => client.DeleteBrowserAsync(request, token),
            cancellationToken);
        return (deleted.Status?.Value, deleted.LastUpdatedAt);
    }

    private protected override AgentResource Make(string id, string? arn, Reference reference) =>
        new Browser(id) { Arn = arn, Reference = reference };
}

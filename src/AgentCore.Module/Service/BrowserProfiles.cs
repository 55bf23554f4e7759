using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>The operations on browser profiles.</summary>
internal sealed class BrowserProfileOperations : ResourceOperations
{
    public static readonly BrowserProfileOperations Instance = new();

    public override string Name => "browser profile";

    public override string IdProperty => "ProfileId";

    public override string Lister => "Get-ACBrowserProfile";

    private protected override string ArnKind => "browser-profile";

    /// <summary>Checks a definition; what it returns creates the profile. Stands for CreateBrowserProfile.</summary>
    public static ResourceCreation PrepareCreation(ResourceDefinition definition)
    {
        var request = new CreateBrowserProfileRequest
        {
            Name = definition.Name,
            Description = definition.Description,
            Tags = definition.Tags,
        };
        return async (connection, log, clientToken, cancellationToken) =>
        {
            request.ClientToken = clientToken;
            var created = await connection.SendAsync(
                log,
                request,
                static (client, input, token) => client.CreateBrowserProfileAsync(input, token),
                cancellationToken);

            // The response has only ids and state; where the profile may not be read, the rest comes from the request.
            return new BrowserProfile(created.ProfileId!)
            {
                Origin = connection,
                Arn = created.ProfileArn,
                Name = definition.Name,
                Description = definition.Description,
                State = (created.Status?.Value, created.CreatedAt),
                CreatedAt = created.CreatedAt,
            };
        };
    }

    /// <summary>Saves what a session's browser knows in a profile. Stands for SaveBrowserSessionProfile.</summary>
    public static async Task<BrowserProfile> SaveAsync(
        Connection connection,
        ICallLog log,
        string profileIdentifier,
        BrowserSession session,
        string? clientToken,
        CancellationToken cancellationToken)
    {
        var saved = await connection.SendAsync(
            log,
            new SaveBrowserSessionProfileRequest
            {
                ProfileIdentifier = profileIdentifier,
                BrowserIdentifier = session.BrowserIdentifier,
                SessionId = session.SessionId,
                ClientToken = clientToken,
            },
            static (client, request, token) => client.SaveBrowserSessionProfileAsync(request, token),
            cancellationToken);
        return new BrowserProfile(saved.ProfileIdentifier!)
        {
            Origin = connection,
            State = (null, saved.LastUpdatedAt),
            LastSavedBrowserSessionId = saved.SessionId,
            LastSavedBrowserId = saved.BrowserIdentifier,
        };
    }

    public override async Task<AgentResource> GetAsync(
        Connection connection, ICallLog log, string id, CancellationToken cancellationToken)
    {
        var full = await connection.SendAsync(
            log,
            new GetBrowserProfileRequest { ProfileId = id },
            static (client, request, token) => client.GetBrowserProfileAsync(request, token),
            cancellationToken);
        return new BrowserProfile(full.ProfileId!)
        {
            Origin = connection,
            Arn = full.ProfileArn,
            Name = full.Name,
            Description = full.Description,
            State = (full.Status?.Value, full.LastUpdatedAt),
            CreatedAt = full.CreatedAt,
            LastSavedAt = full.LastSavedAt,
            LastSavedBrowserSessionId = full.LastSavedBrowserSessionId,
            LastSavedBrowserId = full.LastSavedBrowserId,
        };
    }

    public override async Task<ListPage<AgentResource>> ListAsync(
        Connection connection, ICallLog log, string? type, string? token, CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListBrowserProfilesRequest { MaxResults = Pagination.Size, NextToken = token },
            static (client, request, cancel) => client.ListBrowserProfilesAsync(request, cancel),
            cancellationToken);
        var items = (page.ProfileSummaries ?? []).Select(brief => new BrowserProfile(brief.ProfileId!)
        {
            Origin = connection,
            Arn = brief.ProfileArn,
            Name = brief.Name,
            Description = brief.Description,
            State = (brief.Status?.Value, brief.LastUpdatedAt),
            CreatedAt = brief.CreatedAt,
            LastSavedAt = brief.LastSavedAt,
            LastSavedBrowserSessionId = brief.LastSavedBrowserSessionId,
            LastSavedBrowserId = brief.LastSavedBrowserId,
        });
        return new(items, page.NextToken);
    }

    public override async Task<(string? Status, DateTime? Since)> DeleteAsync(
        Connection connection, ICallLog log, string id, string? clientToken, CancellationToken cancellationToken)
    {
        var deleted = await connection.SendAsync(
            log,
            new DeleteBrowserProfileRequest { ProfileId = id, ClientToken = clientToken },
            static (client, request, token) => client.DeleteBrowserProfileAsync(request, token),
            cancellationToken);
        return (deleted.Status?.Value, deleted.LastUpdatedAt);
    }

    private protected override AgentResource Make(string id, string? arn, Reference reference) =>
        new BrowserProfile(id) { Arn = arn, Reference = reference };
}

using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>Browser profiles: how the control plane reads, lists and deletes them.</summary>
internal sealed class BrowserProfileKind : ResourceKind
{
    public static readonly BrowserProfileKind Instance = new();

    public override string Name => "browser profile";

    public override string IdProperty => "ProfileId";

    public override string Lister => "Get-ACBrowserProfile";

    private protected override string ArnKind => "browser-profile";

    public override async Task<AgentResource> GetAsync(
        Connection connection, ICallLog log, string id, CancellationToken cancellationToken)
    {
        var full = await connection.SendAsync(
            log,
            new GetBrowserProfileRequest { ProfileId = id },
            static (client, request, token) => client.GetBrowserProfileAsync(request, token),
            cancellationToken);
        return full.Read(connection);
    }

    public override async Task<ListPage<AgentResource>> ListAsync(
        Connection connection, ICallLog log, string? type, string? token, CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListBrowserProfilesRequest { MaxResults = ListPages.Size, NextToken = token },
            static (client, request, cancel) => client.ListBrowserProfilesAsync(request, cancel),
            cancellationToken);
        return new((page.ProfileSummaries ?? []).Select(brief => brief.Read(connection)), page.NextToken);
    }

    public override async Task<(string? Status, DateTime? Since)> DeleteAsync(
        Connection connection, ICallLog log, string id, string? clientToken, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(
            log,
            new DeleteBrowserProfileRequest { ProfileId = id, ClientToken = clientToken },
            static (client, request, token) => client.DeleteBrowserProfileAsync(request, token),
            cancellationToken);
        return (answer.Status?.Value, answer.LastUpdatedAt);
    }

    private protected override AgentResource Make(string id, string? arn, Reference reference) =>
        new BrowserProfile(id) { Arn = arn, Reference = reference };
}

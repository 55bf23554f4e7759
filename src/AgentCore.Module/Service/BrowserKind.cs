using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>Browsers: how the control plane reads, lists and deletes them.</summary>
internal sealed class BrowserKind : ResourceKind
{
    public static readonly BrowserKind Instance = new();

    public override string Name => "browser";

    public override string IdProperty => "BrowserId";

    public override string? SystemId => Defaults.Browser;

    public override string Lister => "Get-ACBrowser";

    private protected override string ArnKind => "browser";

    public override async Task<AgentResource> GetAsync(
        Connection connection, ICallLog log, string id, CancellationToken cancellationToken)
    {
        var full = await connection.SendAsync(
            log,
            new GetBrowserRequest { BrowserId = id },
            static (client, request, token) => client.GetBrowserAsync(request, token),
            cancellationToken);
        return full.Read(connection);
    }

    public override async Task<ListPage<AgentResource>> ListAsync(
        Connection connection, ICallLog log, string? type, string? token, CancellationToken cancellationToken)
    {
        var page = await connection.SendAsync(
            log,
            new ListBrowsersRequest { MaxResults = ListPages.Size, NextToken = token, Type = type! },
            static (client, request, cancel) => client.ListBrowsersAsync(request, cancel),
            cancellationToken);
        return new((page.BrowserSummaries ?? []).Select(brief => brief.Read(connection)), page.NextToken);
    }

    public override async Task<(string? Status, DateTime? Since)> DeleteAsync(
        Connection connection, ICallLog log, string id, string? clientToken, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(
            log,
            new DeleteBrowserRequest { BrowserId = id, ClientToken = clientToken },
            static (client, request, token) => client.DeleteBrowserAsync(request, token),
            cancellationToken);
        return (answer.Status?.Value, answer.LastUpdatedAt);
    }

    private protected override AgentResource Make(string id, string? arn, Reference reference) =>
        new Browser(id) { Arn = arn, Reference = reference };
}

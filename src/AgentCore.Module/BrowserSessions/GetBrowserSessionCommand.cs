using System.Management.Automation;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>
/// Get-ACBrowserSession: lists browser sessions or shows some in full. Stands for the API operations
/// ListBrowserSessions and GetBrowserSession.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserSession", DefaultParameterSetName = ByList)]
[OutputType(typeof(BrowserSession))]
public sealed class GetBrowserSessionCommand : GetSessionCommand
{
    /// <summary>Sessions to show in full, as they are now; takes ids as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [BrowserSessionArgument]
    public BrowserSession[]? InputObject { get; set; }

    /// <summary>Ids of sessions to show in full.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    public string[]? SessionId { get; set; }

    /// <summary>Id or ARN of the browser.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("BrowserId", "BrowserIdentifier")]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public string BrowserIdentifier { get; set; } = Defaults.Browser;

    private protected override object? ErrorTarget => BrowserIdentifier;

    private protected override IEnumerable<AgentSession>? Wanted
        => InputObject ?? SessionId?.Select(id => new BrowserSession(id, BrowserIdentifier));

    private protected override async Task<AgentSession> GetAsync(AgentSession wanted, CancellationToken cancellation)
        => await Connect(wanted.Origin)
            .GetBrowserSessionAsync(this, ((BrowserSession)wanted).BrowserIdentifier, wanted.SessionId, cancellation);

    private protected override async Task<SessionPage> ListAsync(string? status, string? token, CancellationToken cancellation)
    {
        var connection = Connect();
        var page = await connection.SendAsync(
            this,
            new ListBrowserSessionsRequest
            {
                BrowserIdentifier = BrowserIdentifier,
                MaxResults = PageSize,
                NextToken = token,
                Status = status!,
            },
            static (client, request, cancel) => client.ListBrowserSessionsAsync(request, cancel),
            cancellation);
        return new SessionPage((page.Items ?? []).Select(item => item.Read(connection)), page.NextToken);
    }
}

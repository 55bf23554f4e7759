using System.Management.Automation;

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

    /// <summary>Lists the sessions of every browser, the one that every account has and one's own.</summary>
    [Parameter(ParameterSetName = ByList)]
    public SwitchParameter AllBrowsers { get; set; }

    private protected override object? ErrorTarget => BrowserIdentifier;

    private protected override IEnumerable<AgentSession>? Wanted
        => InputObject ?? SessionId?.Select(id => new BrowserSession(id, BrowserIdentifier) { Reference = Reference.Id });

    private protected override async Task<AgentSession> GetAsync(AgentSession wanted, CancellationToken cancellation)
        => await Connect(wanted)
            .GetBrowserSessionAsync(this, ((BrowserSession)wanted).BrowserIdentifier, wanted.SessionId, cancellation);

    private protected override void Prepare()
    {
        base.Prepare();
        if (AllBrowsers && MyInvocation.BoundParameters.ContainsKey(nameof(BrowserIdentifier)))
            throw Refusal.InvalidArgument("Give -BrowserIdentifier or -AllBrowsers, not both.");
    }

    private protected override string Owner => BrowserIdentifier;

    private protected override IAsyncEnumerable<string> OwnersAsync(CancellationToken cancellation)
        => AllBrowsers ? ListPages.AllAsync(token => BrowsersAsync(Connect(), token, cancellation)) : base.OwnersAsync(cancellation);

    private async Task<ListPage<string>> BrowsersAsync(Connection connection, string? token, CancellationToken cancellation)
    {
        var page = await BrowserKind.Instance.ListAsync(connection, this, null, token, cancellation);
        return new(page.Items.Select(browser => browser.Id), page.NextToken);
    }

    private protected override Task<ListPage<AgentSession>> ListAsync(
        string owner, string? status, string? token, CancellationToken cancellation)
        => Connect().ListBrowserSessionsAsync(this, owner, status, token, cancellation);
}

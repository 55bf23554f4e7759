using System.Management.Automation;

namespace AgentCore;

/// <summary>Stop-ACBrowserSession: stops browser sessions. Stands for the API operation StopBrowserSession.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ACBrowserSession", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(BrowserSession))]
public sealed class StopBrowserSessionCommand : StopSessionCommand
{
    /// <summary>Sessions to stop; takes ids as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Session")]
    [BrowserSessionArgument]
    public BrowserSession[]? InputObject { get; set; }

    /// <summary>Ids of sessions to stop.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    public string[]? SessionId { get; set; }

    /// <summary>Id or ARN of the browser that the ids belong to.</summary>
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("BrowserId", "BrowserIdentifier")]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public string BrowserIdentifier { get; set; } = Defaults.Browser;

    private protected override string Kind => "browser session";

    private protected override IEnumerable<AgentSession> Named
        => InputObject ?? SessionId!.Select(id => new BrowserSession(id, BrowserIdentifier) { Reference = Reference.Id });

    private protected override Task<DateTime?> StopAsync(
        Connection connection, ICallLog log, AgentSession session, CancellationToken cancellation)
        => connection.StopBrowserSessionAsync(
            log, ((BrowserSession)session).BrowserIdentifier, session.SessionId, cancellation);
}

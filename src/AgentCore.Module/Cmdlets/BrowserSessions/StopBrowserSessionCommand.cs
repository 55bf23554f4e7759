using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>Stop-ACBrowserSession: stops browser sessions. Stands for the API operation StopBrowserSession.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ACBrowserSession", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(BrowserSession))]
public sealed class StopBrowserSessionCommand : StopSessionCommand
{
    /// <summary>Sessions to stop: themselves, what has their id, their ids, or their names, with wildcards.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Session")]
    [BrowserSessionArgument]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    public BrowserSession[]? InputObject { get; set; }

    /// <summary>Ids of sessions to stop.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    public string[]? SessionId { get; set; }

    /// <summary>
    /// Id or ARN of the browser, for sessions that are given by id or name; the one of every account unless given.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("BrowserId", "BrowserIdentifier")]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public string? BrowserIdentifier { get; set; }

    private protected override SessionOperations Operations => BrowserSessionOperations.Instance;

    private protected override string? Owner => BrowserIdentifier;

    private protected override IEnumerable<AgentSession>? Given => InputObject;

    private protected override string[]? Ids => SessionId;

    private protected override AgentSession Make(string text) => new BrowserSession(text, Defaults.Browser);
}

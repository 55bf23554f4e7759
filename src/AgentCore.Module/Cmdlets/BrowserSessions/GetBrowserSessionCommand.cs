using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>
/// Get-ACBrowserSession: lists browser sessions or shows some in full. Stands for the API operations
/// ListBrowserSessions and GetBrowserSession.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserSession", DefaultParameterSetName = ByList)]
[OutputType(typeof(BrowserSession))]
public sealed class GetBrowserSessionCommand : GetSessionCommand
{
    /// <summary>
    /// Sessions to show in full, as they are now, by object, id or name; of a browser, its sessions are listed.
    /// </summary>
    [Parameter(ParameterSetName = ByList, ValueFromPipeline = true)]
    [Alias("Session")]
    [ValidateNotNullOrEmpty]
    [SessionOrOwnerArgument(typeof(BrowserSessionArgumentAttribute), typeof(BrowserArgumentAttribute))]
    public object[]? InputObject { get; set; }

    /// <summary>Ids of sessions to show in full.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    public string[]? SessionId { get; set; }

    /// <summary>The browser: itself, its id, ARN or name. The one of every account unless given.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNull]
    [BrowserArgument]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public Browser BrowserIdentifier { get; set; } = new(Defaults.Browser);

    /// <summary>Looks at the sessions of every browser, the one that every account has and one's own.</summary>
    [Parameter]
    public SwitchParameter AllBrowsers { get; set; }

    private protected override SessionOperations Operations => BrowserSessionOperations.Instance;

    private protected override object[]? Piped => InputObject;

    private protected override string[]? Ids => SessionId;

    private protected override AgentResource Owner => BrowserIdentifier;

    private protected override bool Everywhere => AllBrowsers;

    private protected override void Prepare()
    {
        base.Prepare();
        if (AllBrowsers && MyInvocation.BoundParameters.ContainsKey(nameof(BrowserIdentifier)))
        {
            throw Failures.InvalidArgument("Give -BrowserIdentifier or -AllBrowsers, not both.");
        }
    }
}

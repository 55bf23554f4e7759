using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Browsers;

/// <summary>
/// Get-ACBrowser: lists browsers or shows some in full. Stands for the API operations ListBrowsers and
/// GetBrowser.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACBrowser", DefaultParameterSetName = ByList)]
[OutputType(typeof(Browser))]
public sealed class GetBrowserCommand : GetToolCommand
{
    /// <summary>The ones to show in full, as they are now; takes ids, ARNs and names as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [BrowserArgument]
    public Browser[]? InputObject { get; set; }

    /// <summary>Ids or ARNs of the ones to show in full.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public string[]? Id { get; set; }

    private protected override ResourceOperations Operations => BrowserOperations.Instance;

    private protected override IEnumerable<AgentResource>? Wanted => InputObject ?? Id?.Select(Operations.ById);
}

using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Browsers;

/// <summary>Remove-ACBrowser: deletes browsers. Stands for the API operation DeleteBrowser.</summary>
[Cmdlet(
    VerbsCommon.Remove, "ACBrowser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByObject)]
[OutputType(typeof(Browser))]
public sealed class RemoveBrowserCommand : RemoveResourceCommand
{
    /// <summary>The ones to delete; takes ids, ARNs and names, with wildcards, as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [BrowserArgument]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public Browser[]? InputObject { get; set; }

    /// <summary>Ids or ARNs of the ones to delete.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public string[]? Id { get; set; }

    private protected override ResourceOperations Operations => BrowserOperations.Instance;

    private protected override IEnumerable<AgentResource>? Given => InputObject;

    private protected override string[]? Ids => Id;
}

using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserProfiles;

/// <summary>
/// Remove-ACBrowserProfile: deletes browser profiles. Stands for the API operation DeleteBrowserProfile.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "ACBrowserProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByObject)]
[OutputType(typeof(BrowserProfile))]
public sealed class RemoveBrowserProfileCommand : RemoveResourceCommand
{
    /// <summary>The ones to delete; takes ids, ARNs and names, with wildcards, as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [BrowserProfileArgument]
    [ArgumentCompleter(typeof(BrowserProfileCompleter))]
    public BrowserProfile[]? InputObject { get; set; }

    /// <summary>Ids or ARNs of the ones to delete.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(BrowserProfileCompleter))]
    public string[]? Id { get; set; }

    private protected override ResourceOperations Operations => BrowserProfileOperations.Instance;

    private protected override IEnumerable<AgentResource>? Given => InputObject;

    private protected override string[]? Ids => Id;
}

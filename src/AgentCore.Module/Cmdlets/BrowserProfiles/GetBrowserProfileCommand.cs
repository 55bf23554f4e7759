using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserProfiles;

/// <summary>
/// Get-ACBrowserProfile: lists browser profiles or shows some in full. Stands for the API operations
/// ListBrowserProfiles and GetBrowserProfile.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserProfile", DefaultParameterSetName = ByList)]
[OutputType(typeof(BrowserProfile))]
public sealed class GetBrowserProfileCommand : GetResourceCommand
{
    /// <summary>The ones to show in full, as they are now; takes ids, ARNs and names as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [BrowserProfileArgument]
    public BrowserProfile[]? InputObject { get; set; }

    /// <summary>Ids or ARNs of the ones to show in full.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(BrowserProfileCompleter))]
    public string[]? Id { get; set; }

    private protected override ResourceOperations Operations => BrowserProfileOperations.Instance;

    private protected override IEnumerable<AgentResource>? Wanted => InputObject ?? Id?.Select(Operations.ById);
}

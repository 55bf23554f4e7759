using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserProfiles;

/// <summary>
/// New-ACBrowserProfile: creates an empty browser profile. Stands for the API operation CreateBrowserProfile.
/// </summary>
[Cmdlet(VerbsCommon.New, "ACBrowserProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(BrowserProfile))]
public sealed class NewBrowserProfileCommand : NewResourceCommand
{
    private protected override ResourceOperations Operations => BrowserProfileOperations.Instance;

    private protected override ResourceCreation PrepareCreation() =>
        BrowserProfileOperations.PrepareCreation(new ResourceDefinition
        {
            Name = Name,
            Description = Description,
            Tags = TagInput.Read(Tag),
        });
}

using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Service;
using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Cmdlets.BrowserProfiles;

/// <summary>New-ACBrowserProfile: creates an empty browser profile. Stands for the API operation CreateBrowserProfile.</summary>
[Cmdlet(VerbsCommon.New, "ACBrowserProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(BrowserProfile))]
public sealed class NewBrowserProfileCommand : NewResourceCommand
{
    private protected override ResourceKind Kind => BrowserProfileKind.Instance;

    private protected override Func<Connection, string?, Task<AgentResource>> Plan(CancellationToken cancellationToken)
    {
        var request = new CreateBrowserProfileRequest { Name = Name, Description = Description, Tags = TagInput.Read(Tag) };
        return async (connection, clientToken) =>
        {
            request.ClientToken = clientToken;
            var created = await connection.SendAsync(
                this,
                request,
                static (client, asked, token) => client.CreateBrowserProfileAsync(asked, token),
                cancellationToken);
            return created.Read(request, connection);
        };
    }
}

using System.Management.Automation;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>
/// Save-ACBrowserProfile: saves cookies and local storage of a browser session into a profile. Stands for the API
/// operation SaveBrowserSessionProfile.
/// </summary>
[Cmdlet(VerbsData.Save, "ACBrowserProfile", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(BrowserProfile))]
public sealed class SaveBrowserProfileCommand : BrowserSessionCommand
{
    /// <summary>The profile to save into, which loses what it held: its id or ARN, or an object that has it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [BrowserProfileArgument]
    [ArgumentCompleter(typeof(BrowserProfileCompleter))]
    public BrowserProfile BrowserProfile { get; set; } = null!;

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellation)
    {
        var id = BrowserProfileKind.Instance.IdOf(BrowserProfile);
        if (!await ConfirmAsync(id, $"Save browser session {session.SessionId}"))
            return;
        var connection = Connect(session.Origin ?? BrowserProfile.Origin, BrowserProfile.Arn);
        var saved = await connection.SendAsync(
            this,
            new SaveBrowserSessionProfileRequest
            {
                ProfileIdentifier = id,
                BrowserIdentifier = session.BrowserIdentifier,
                SessionId = session.SessionId,
            },
            static (client, request, token) => client.SaveBrowserSessionProfileAsync(request, token),
            cancellation);
        await WriteAsync(await DescribeAsync(connection, saved, cancellation));
    }

    // What the service told about the saving has to do where asking is refused.
    private async Task<AgentResource> DescribeAsync(
        Connection connection, SaveBrowserSessionProfileResponse saved, CancellationToken cancellation)
    {
        try
        {
            return await BrowserProfileKind.Instance.GetAsync(connection, this, saved.ProfileIdentifier!, cancellation);
        }
        catch (AgentCoreException refused)
        {
            Verbose($"The session is saved, but the profile cannot be read: {refused.Message}");
            return saved.Read(connection);
        }
    }
}

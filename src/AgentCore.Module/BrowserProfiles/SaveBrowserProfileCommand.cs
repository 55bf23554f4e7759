using System.Management.Automation;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>
/// Save-ACBrowserProfile: saves cookies and local storage of a browser session into a profile. Stands for the API
/// operation SaveBrowserSessionProfile.
/// </summary>
[Cmdlet(VerbsData.Save, "ACBrowserProfile", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserProfile))]
public sealed class SaveBrowserProfileCommand : BrowserSessionCommand
{
    private static readonly ResourceKind Kind = BrowserProfileKind.Instance;

    /// <summary>The profile to save into, which loses what it held: its id or ARN, or an object that has it.</summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    [BrowserProfileArgument]
    [ArgumentCompleter(typeof(BrowserProfileCompleter))]
    public BrowserProfile BrowserProfile { get; set; } = null!;

    /// <summary>Waits until the profile is READY again, so that a session can start with it; shows progress meanwhile.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: how many seconds at most, 1 to 86400; 300 unless given.</summary>
    [Parameter]
    [AllowedRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    // A session that is given by its id lives where the profile does.
    private protected override Connection ConnectionOf(BrowserSession session)
        => session is { Origin: null, HeldRegion: null } ? Connect(BrowserProfile) : Connect(session);

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellation)
    {
        if (TimeoutSeconds is not null && !Wait)
            throw Refusal.InvalidArgument("-TimeoutSeconds needs -Wait.");
        var id = Kind.IdOf(BrowserProfile);
        if (!await ConfirmAsync(id, $"Save browser session {session.SessionId}"))
            return;
        var connection = Connect(session);
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
        var profile = await DescribeAsync(connection, saved, cancellation);
        await WriteAsync(Wait ? (await ReadyAsync(connection, profile, cancellation))! : profile);
    }

    private Task<AgentResource?> ReadyAsync(Connection connection, AgentResource profile, CancellationToken cancellation)
    {
        var limit = TimeSpan.FromSeconds(TimeoutSeconds ?? 300);
        return WaitAsync(
            Kind.Until(StatusGoal.Ready, profile, limit, connection, this), profile, $"Saving browser profile {profile.Id}", cancellation);
    }

    // What the service told about the saving has to do where asking is refused.
    private async Task<AgentResource> DescribeAsync(
        Connection connection, SaveBrowserSessionProfileResponse saved, CancellationToken cancellation)
    {
        try
        {
            return await Kind.GetAsync(connection, this, saved.ProfileIdentifier!, cancellation);
        }
        catch (AgentCoreException refused)
        {
            Verbose($"The session is saved, but the profile cannot be read: {refused.Message}");
            return saved.Read(connection);
        }
    }
}

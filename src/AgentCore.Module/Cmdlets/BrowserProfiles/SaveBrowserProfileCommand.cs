using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserProfiles;

/// <summary>
/// Save-ACBrowserProfile: saves cookies and local storage of a browser session into a profile. Stands for the API
/// operation SaveBrowserSessionProfile.
/// </summary>
[Cmdlet(VerbsData.Save, "ACBrowserProfile", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserProfile))]
public sealed class SaveBrowserProfileCommand : BrowserSessionCommand
{
    private static readonly ResourceOperations Operations = BrowserProfileOperations.Instance;

    private readonly ClientTokens _tokens = new();

    /// <summary>The profile to save into, which loses what it held: itself, its id, ARN or name.</summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    [BrowserProfileArgument]
    [ArgumentCompleter(typeof(BrowserProfileCompleter))]
    public BrowserProfile BrowserProfile { get; set; } = null!;

    /// <summary>
    /// Waits until the profile is READY again, so that a session can start with it; shows progress meanwhile.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: how many seconds at most, 1 to 86400; 300 unless given.</summary>
    [Parameter]
    [AllowedRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>
    /// A token of yours for saving one session, 33 to 256 letters, digits and hyphens such as a GUID: the service does
    /// a request that it gets again with the same token only once.
    /// </summary>
    [Parameter]
    [ClientToken]
    public string? ClientToken { get; set; }

    // A session that is given by its id lives where the profile does.
    private protected override Connection ConnectionOf(BrowserSession session) =>
        session is { Origin: null, HeldRegion: null } ? Connect(BrowserProfile) : Connect(session);

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        if (TimeoutSeconds is not null && !Wait)
        {
            throw Failures.InvalidArgument("-TimeoutSeconds needs -Wait.");
        }

        // Session or profile: an error for what is not there is about one of them.
        var target = BrowserProfile.Id;
        try
        {
            var connection = Connect(session);
            var id = (await Operations.FindOneAsync(connection, this, BrowserProfile, cancellationToken)).Id;
            target = session.SessionId;
            if (!await ConfirmAsync(id, $"Save browser session {session.SessionId}"))
            {
                return;
            }

            try
            {
                await SaveAsync(connection, session, id, cancellationToken);
            }
            catch (AgentCoreException unknown) when (unknown.Category == ErrorCategory.ObjectNotFound)
            {
                if (!await Operations.ExistsAsync(connection, this, id, cancellationToken))
                {
                    target = id;
                }

                throw;
            }
        }
        catch (AgentCoreException error)
        {
            await FailAsync(error, target);
        }
    }

    private async Task SaveAsync(
        Connection connection, BrowserSession session, string id, CancellationToken cancellationToken)
    {
        var token = _tokens.Spend(ClientToken, session.SessionId);
        var saved = await BrowserProfileOperations.SaveAsync(connection, this, id, session, token, cancellationToken);
        var profile = await DescribeAsync(connection, saved, cancellationToken);
        await WriteAsync(Wait ? (await ReadyAsync(connection, profile, cancellationToken))! : profile);
    }

    private Task<AgentResource?> ReadyAsync(
        Connection connection, AgentResource profile, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromSeconds(TimeoutSeconds ?? 300);
        return WaitAsync(
            Operations.Until(WaiterAcceptor.Ready, profile, limit, connection, this), profile,
            $"Saving browser profile {profile.Id}", cancellationToken);
    }

    // Where reading is denied, the response to the save is all there is.
    private async Task<AgentResource> DescribeAsync(
        Connection connection, BrowserProfile saved, CancellationToken cancellationToken)
    {
        try
        {
            return await Operations.GetAsync(connection, this, saved.Id, cancellationToken);
        }
        catch (AgentCoreException error)
        {
            Verbose($"The session is saved, but the profile cannot be read: {error.Message}");
            return saved;
        }
    }
}

using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Profiles;

/// <summary>Keeps browser profiles: saves the state of sessions into them, and loads it for new sessions.</summary>
internal sealed class ProfileService
{
    private static readonly TimeSpan SaveTimeout = TimeSpan.FromSeconds(60);
    private readonly ProfileFiles _files;
    private readonly Quotas _quotas;

    /// <summary>Opens the profiles in the data folder.</summary>
    /// <exception cref="StorageException">They cannot be read.</exception>
    public ProfileService(EmulatorEnvironment environment)
    {
        _files = new(environment.Data);
        _quotas = environment.Options.Quotas;
        Resources = new(
            new(
                "browser profile",
                "browser-profile",
                "browser-profile",
                Limits.BrowserProfileArnPattern,
                Quota.BrowserProfiles),
            profile => profile.Name,
            environment);
        _files.KeepOnly(Resources.Kept); // an emulator that was killed during a deletion or a save may have left more
    }

    /// <summary>The profiles, without their states.</summary>
    public ResourceService<BrowserProfile> Resources { get; }

    /// <summary>The state for a session that starts with a profile; null when none was saved into it yet.</summary>
    /// <exception cref="ServiceException">The profile does not exist, or is being deleted.</exception>
    /// <exception cref="StorageException">The state cannot be read.</exception>
    public ProfileState? Load(string region, string profileId)
    {
        // In this order: a profile that is deleted meanwhile must not look like one that was never saved.
        var state = _files.Read(profileId);
        var profile = Resources.Get(region, profileId);
        return Resources.StatusOf(profile) == ResourceStatus.Deleting ? throw Resources.WrongState(profile) : state;
    }

    /// <summary>Saves the state of a session. The profile is SAVING meanwhile, and a moment longer.</summary>
    /// <exception cref="ServiceException">
    /// The profile does not exist or is busy, the state is too large, or the browser fails.
    /// </exception>
    /// <exception cref="StorageException">The state cannot be written; the profile can be used as before.</exception>
    public async Task<Resource<BrowserProfile>> SaveAsync(string region, string profileId, BrowserSession session)
    {
        Resources.Show(region, profileId, (found, now) => Resources.StatusOf(found) == ResourceStatus.Ready
            ? found with { State = new(ResourceStatus.Saving, now + SaveTimeout, ResourceStatus.Ready) }
            : throw Resources.WrongState(found));
        try
        {
            var state = JsonSerializer.SerializeToUtf8Bytes(await ReadAsync(session));
            if (state.Length > _quotas[Quota.BrowserProfileBytes])
            {
                throw ServiceErrors.QuotaExceeded(_quotas, Quota.BrowserProfileBytes);
            }

            _files.Write(profileId, state);
            return Resources.Change(region, profileId, (found, now) => found with
            {
                Definition = found.Definition with { LastSave = new(now, session.Seed.ResourceId, session.Seed.Id) },
                State = ResourceState.Passing(ResourceStatus.Saving, now, ResourceStatus.Ready),
                LastUpdatedAt = now,
            });
        }
        catch
        {
            Resources.Show(
                region, profileId, (found, _) => found with { State = ResourceState.Lasting(ResourceStatus.Ready) });
            throw;
        }
    }

    /// <summary>Starts to delete a profile. Sessions that started with it keep their state.</summary>
    /// <exception cref="ServiceException">The profile does not exist or is busy.</exception>
    /// <exception cref="StorageException">The deletion cannot be recorded.</exception>
    public Resource<BrowserProfile> Delete(string region, string profileId)
    {
        var deleted = Resources.Delete(region, "profileId", profileId, _ => false);
        _files.Delete(profileId);
        return deleted;
    }

    private static async Task<ProfileState> ReadAsync(BrowserSession session)
    {
        try
        {
            return await ProfileTransfer.ReadAsync(session.Hub, session.Visited).WaitAsync(SaveTimeout);
        }
        catch (Exception error) when (error is CdpException or TimeoutException)
        {
            throw session.EndReason is { } reason
                ? ServiceErrors.NotFound($"The browser session {session.Seed.Id} has ended: {reason}.")
                : ServiceErrors.Internal($"The browser's state could not be read. {error.Message}");
        }
    }
}

/// <summary>Keeps the states of browser profiles, one file for each.</summary>
internal sealed class ProfileFiles(DataFolder data)
{
    private readonly string _folder = data.CreateFolder("browser-profiles");

    /// <summary>The state that was last saved; null when none was.</summary>
    /// <exception cref="StorageException">The file cannot be read, or has the wrong content.</exception>
    public ProfileState? Read(string profileId) => PrivateFile.ReadJson<ProfileState>(
        PathOf(profileId),
        ProfileState.Validate,
        $"Save a session into the browser profile {profileId} again, or delete it.");

    /// <summary>Replaces the state; sessions that start meanwhile get the old or the new one, never a part.</summary>
    /// <exception cref="StorageException">The state cannot be written; the old one remains.</exception>
    public void Write(string profileId, byte[] state) => PrivateFile.Replace(PathOf(profileId), state);

    /// <summary>Deletes the state, if there is one.</summary>
    /// <exception cref="StorageException">The state cannot be deleted.</exception>
    public void Delete(string profileId) => PrivateFile.Delete(PathOf(profileId));

    /// <summary>Deletes every state, whole or in part, but those of these profiles.</summary>
    /// <exception cref="StorageException">A file cannot be deleted.</exception>
    public void KeepOnly(IEnumerable<string> profileIds)
    {
        foreach (var path in Directory.GetFiles(_folder, "*.json*").Except(profileIds.Select(PathOf)))
        {
            PrivateFile.Delete(path);
        }
    }

    private string PathOf(string profileId) => Path.Combine(_folder, profileId + ".json");
}

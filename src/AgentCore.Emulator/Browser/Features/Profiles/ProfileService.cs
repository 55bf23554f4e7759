using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Profiles;

/// <summary>Saves the state of sessions into browser profiles, and hands it to sessions to come.</summary>
internal sealed class ProfileService
{
    private static readonly TimeSpan SaveLimit = TimeSpan.FromSeconds(60);
    private readonly ProfileFiles _files;

    /// <summary>Opens what is kept.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public ProfileService(EmulatorEnvironment environment)
    {
        _files = new(environment.Data);
        Resources = new(new("browser profile", "browser-profile", "browser-profile"), profile => profile.Name, environment);
        foreach (var deleted in Resources.Deleted)
        {
            _files.Delete(deleted); // an emulator that was killed in a deletion may have left it
        }
    }

    /// <summary>The profiles.</summary>
    public ResourceService<BrowserProfile> Resources { get; }

    /// <summary>The state for a session that starts with a profile; null when none was saved into it yet.</summary>
    /// <exception cref="ServiceException">There is no such profile, or it is being deleted.</exception>
    /// <exception cref="StorageException">The state cannot be read.</exception>
    public ProfileState? Load(string region, string profileId)
    {
        // In this order: what deletion removed in between is not taken for a profile that was never saved.
        var state = _files.Read(profileId);
        var profile = Resources.Get(region, profileId);
        return Resources.StatusOf(profile) == ResourceStatus.Deleting ? throw Resources.WrongState(profile) : state;
    }

    /// <summary>Puts a state into the browser of a session that starts.</summary>
    /// <exception cref="ServiceException">Chromium does not take it.</exception>
    /// <exception cref="CdpException">The browser is gone.</exception>
    public static async Task ApplyAsync(CdpHub hub, string profileId, ProfileState state)
    {
        try
        {
            await ProfileTransfer.WriteAsync(hub, state);
        }
        catch (CdpException error) when (!hub.Gone.IsCancellationRequested)
        {
            throw ServiceErrors.Internal(
                $"Chromium does not take the state of the browser profile {profileId} ({error.Message.TrimEnd('.')}). "
                + "Save a session into it again, or delete it.");
        }
    }

    /// <summary>Saves the state of a session. The profile is SAVING meanwhile, and a moment longer.</summary>
    /// <exception cref="ServiceException">There is no such profile, it is busy, or the session's browser fails.</exception>
    /// <exception cref="StorageException">It cannot be written; the profile can be used as before.</exception>
    public async Task<Resource<BrowserProfile>> SaveAsync(string region, string profileId, BrowserSession session)
    {
        Resources.Show(region, profileId, (found, now) => Resources.StatusOf(found) == ResourceStatus.Ready
            ? found with { State = new(ResourceStatus.Saving, now + SaveLimit, ResourceStatus.Ready) }
            : throw Resources.WrongState(found));
        try
        {
            _files.Write(profileId, await ReadAsync(session));
            return Resources.Change(region, profileId, (found, now) => found with
            {
                Definition = found.Definition with { LastSave = new(now, session.Seed.ResourceId, session.Seed.Id) },
                State = ResourceState.Passing(ResourceStatus.Saving, now, ResourceStatus.Ready),
                LastUpdatedAt = now,
            });
        }
        catch
        {
            Resources.Show(region, profileId, (found, _) => found with { State = ResourceState.Lasting(ResourceStatus.Ready) });
            throw;
        }
    }

    /// <summary>Begins to delete a profile. Sessions that started with it have its state already and are not touched.</summary>
    /// <exception cref="ServiceException">There is none, or it is busy.</exception>
    /// <exception cref="StorageException">That cannot be written down.</exception>
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
            return await session.ReadStateAsync().WaitAsync(SaveLimit);
        }
        catch (Exception error) when (error is CdpException or TimeoutException)
        {
            throw session.EndReason is { } reason
                ? ServiceErrors.NotFound($"The browser session {session.Seed.Id} has ended: {reason}.")
                : ServiceErrors.Internal($"The browser's state could not be read. {error.Message}");
        }
    }
}

/// <summary>Keeps the states of browser profiles, a file each.</summary>
internal sealed class ProfileFiles(DataFolder data)
{
    private readonly string _folder = data.CreateFolder("browser-profiles");

    /// <summary>The state that was last saved; null when none was.</summary>
    /// <exception cref="StorageException">The file cannot be read, or is not what was written there.</exception>
    public ProfileState? Read(string profileId) => PrivateFile.ReadJson<ProfileState>(
        PathOf(profileId), ProfileState.FaultOf, $"Save a session into the browser profile {profileId} again, or delete it.");

    /// <summary>Replaces the state; sessions that start meanwhile get the one or the other, whole.</summary>
    /// <exception cref="StorageException">It cannot be written; the older one is still there.</exception>
    public void Write(string profileId, ProfileState state) =>
        PrivateFile.Replace(PathOf(profileId), JsonSerializer.SerializeToUtf8Bytes(state));

    /// <summary>Forgets the state, if there is one.</summary>
    /// <exception cref="StorageException">It cannot be removed.</exception>
    public void Delete(string profileId) => PrivateFile.Delete(PathOf(profileId));

    private string PathOf(string profileId) => Path.Combine(_folder, profileId + ".json");
}

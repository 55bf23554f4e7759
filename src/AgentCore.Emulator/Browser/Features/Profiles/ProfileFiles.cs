using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.Profiles;

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

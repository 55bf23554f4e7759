using System.Text.Json;
using AgentCore.Emulator.Hosting;

namespace AgentCore.Emulator.Browser.Profiles;

/// <summary>Keeps the states of browser profiles, a file each.</summary>
internal sealed class ProfileFiles(DataFolder data)
{
    private readonly string _folder = data.CreateFolder("browser-profiles");

    /// <summary>The state that was last saved; null when none was.</summary>
    public ProfileState? Read(string profileId)
    {
        try
        {
            return JsonSerializer.Deserialize<ProfileState>(File.ReadAllBytes(PathOf(profileId)));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Replaces the state; sessions that start meanwhile get the one or the other, whole.</summary>
    public void Write(string profileId, ProfileState state) =>
        PrivateFile.Replace(PathOf(profileId), JsonSerializer.SerializeToUtf8Bytes(state));

    /// <summary>Forgets the state, if there is one.</summary>
    public void Delete(string profileId) => File.Delete(PathOf(profileId));

    private string PathOf(string profileId) => Path.Combine(_folder, profileId + ".json");
}

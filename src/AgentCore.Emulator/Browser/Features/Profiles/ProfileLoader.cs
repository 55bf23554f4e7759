using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Profiles;

/// <summary>Puts the state of a browser profile into a session that starts with the profile.</summary>
internal sealed class ProfileLoader(ProfileService profiles) : IBrowserFeature
{
    private string _profileId = "";
    private ProfileState? _state;

    /// <inheritdoc/>
    public bool NeedsColdStart => _profileId.Length > 0;

    /// <summary>Loads the state, if the request names a profile with one.</summary>
    /// <exception cref="ServiceException">The profile does not exist, or is being deleted.</exception>
    /// <exception cref="StorageException">The state cannot be read.</exception>
    public Task PrepareAsync(SessionStart start)
    {
        if (start.Request.ProfileConfiguration is { } configuration)
        {
            _profileId = configuration.ProfileIdentifier!;
            _state = profiles.Load(start.Seed.Region, _profileId);
        }

        return Task.CompletedTask;
    }

    /// <summary>Puts the state into the browser.</summary>
    /// <exception cref="ServiceException">Chromium does not accept it.</exception>
    /// <exception cref="CdpException">The browser has ended.</exception>
    public async Task InitializeAsync(CdpHub hub)
    {
        if (_state is not { } state)
        {
            return;
        }

        _state = null; // ended sessions stay in memory; secrets need not
        try
        {
            await ProfileTransfer.WriteAsync(hub, state);
        }
        catch (CdpException error) when (!hub.BrowserEnded.IsCancellationRequested)
        {
            throw ServiceErrors.Internal(
                $"Chromium does not accept the state of the browser profile {_profileId} "
                + $"({error.Message.TrimEnd('.')}). "
                + "Save a session into it again, or delete it.");
        }
    }
}

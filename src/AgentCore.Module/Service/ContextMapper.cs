using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>
/// Describes settings to the user as a connection would be opened with them now, without their secrets.
/// </summary>
internal static class ContextMapper
{
    /// <exception cref="AgentCoreException">An address is not valid.</exception>
    public static Context Read(ConnectionSettings settings)
    {
        var region = settings.Region ?? RegionResolver.TryFind(settings);
        var found = settings with { Endpoints = settings.FoundEndpoints() };
        var (chosen, accessKey) = Credentials(settings);
        return new Context
        {
            Region = region?.Value,
            RegionSource = region?.Source,
            EndpointUrl = found.DataPlaneUrl?.Value,
            EndpointSource = found.DataPlaneUrl?.Source,
            ControlPlaneEndpointUrl = found.ControlPlaneUrl?.Value,
            ControlPlaneEndpointSource = found.ControlPlaneUrl?.Source,
            CredentialSource = chosen?.Source,
            ProfileName = chosen?.Value switch
            {
                ProfileCredentials profile => profile.Name,
                ChainCredentials chain => chain.ProfileName,
                _ => null,
            },
            ProfileLocation = (chosen?.Value as ProfileCredentials)?.Location,
            AccessKey = accessKey,
        };
    }

    private static (SettingWithSource<CredentialChoice>? Chosen, string? AccessKey) Credentials(
        ConnectionSettings settings)
    {
        try
        {
            var (credentials, choice) = CredentialResolver.Resolve(settings);
            return (choice, choice.Value is ForeignCredentials foreign
                ? AwsToolsCredentials.Read(foreign.Source).AccessKey
                : CredentialResolver.FixedKeyOf(credentials));
        }
        catch (AgentCoreException)
        {
            // Credentials that cannot sign are shown nevertheless: a call reports the error.
            return (settings.Credentials, null);
        }
    }
}

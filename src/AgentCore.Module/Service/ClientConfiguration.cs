using AgentCore.Client.Runtime;
using Amazon;

namespace AgentCore.Service;

/// <summary>Makes a client's configuration of what a connection has found.</summary>
internal static class ClientConfiguration
{
    /// <param name="settings">The region that is signed for.</param>
    /// <param name="endpoint">The plane's base address; null for AWS's own.</param>
    public static TConfig For<TConfig>(ConnectionSettings settings, Sourced<string>? endpoint)
        where TConfig : AgentCoreConfig, new()
    {
        var config = new TConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region!.Value),
            IgnoreConfiguredEndpointUrls = true,
        };

        // Read once: an object's calls go where it came from, whatever the environment says by then.
        config.UseFIPSEndpoint = config.UseFIPSEndpoint;
        config.UseDualstackEndpoint = config.UseDualstackEndpoint;
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.Value;
            config.AuthenticationRegion = settings.Region.Value;
        }
        return config;
    }
}

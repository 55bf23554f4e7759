using AgentCore.Client;
using Amazon;

namespace AgentCore;

/// <summary>Makes a client's configuration from a connection's settings; one endpoint URL serves both planes.</summary>
internal static class ClientConfiguration
{
    public static TConfig For<TConfig>(ConnectionSettings settings)
        where TConfig : AgentCoreConfig, new()
    {
        var config = new TConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region!.Value) };
        if (settings.EndpointUrl is { } endpoint)
        {
            config.ServiceURL = endpoint.Value;
            config.AuthenticationRegion = settings.Region.Value;
        }
        return config;
    }
}

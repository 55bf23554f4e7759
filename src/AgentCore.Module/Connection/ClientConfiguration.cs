using Amazon;
using Amazon.BedrockAgentCore;

namespace AgentCore;

/// <summary>Makes the client's configuration from a connection's settings.</summary>
internal static class ClientConfiguration
{
    public static AmazonBedrockAgentCoreConfig For(ConnectionSettings settings)
    {
        var config = new AmazonBedrockAgentCoreConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region!.Value) };
        if (settings.EndpointUrl is { } endpoint)
        {
            config.ServiceURL = endpoint.Value;
            config.AuthenticationRegion = settings.Region.Value;
        }
        return config;
    }
}

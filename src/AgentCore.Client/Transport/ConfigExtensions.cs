using System.Net;
using Amazon.Runtime;

namespace AgentCore.Client.Transport;

/// <summary>What a configuration needs before a client is made of it, and what is read from it later.</summary>
internal static class ConfigExtensions
{
    /// <summary>
    /// The region to sign for. The SDK forgets the region of a configuration that has a custom endpoint, so it is
    /// kept as the signing region, see <see cref="Prepare"/>.
    /// </summary>
    public static string? RegionName(this IClientConfig config)
        => config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion;

    /// <summary>Settles region and endpoint.</summary>
    /// <exception cref="AmazonClientException">The region is not of the form of a region.</exception>
    public static T Prepare<T>(this T config)
        where T : ClientConfig
    {
        // The region is read first: an endpoint from the environment or a profile resets it, and requests would be
        // signed for whatever region the host name seems to contain.
        var region = config.RegionEndpoint?.SystemName;
        if (region is not null)
            EndpointRules.CheckRegion(region);
        if (string.IsNullOrEmpty(config.ServiceURL))
            return config;

        if (string.IsNullOrEmpty(config.AuthenticationRegion))
            config.AuthenticationRegion = region ?? FallbackRegionFactory.GetRegionEndpoint(false)?.SystemName;

        // No proxy can reach this machine's loopback, and few environments say so in NO_PROXY.
        if (new Uri(config.ServiceURL).IsLoopback && config.GetWebProxy() is null)
            config.SetWebProxy(new WebProxy());
        return config;
    }
}

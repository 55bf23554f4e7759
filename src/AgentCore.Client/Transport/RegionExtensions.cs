using Amazon.Runtime;

namespace AgentCore.Client.Transport;

/// <summary>The region of a configuration, wherever it is kept.</summary>
internal static class RegionExtensions
{
    /// <summary>
    /// The region to sign for. The SDK forgets the region of a configuration that has a custom endpoint, so it is
    /// kept as the signing region, see <see cref="KeepRegion"/>.
    /// </summary>
    public static string? RegionName(this IClientConfig config)
        => config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion;

    /// <summary>
    /// Reads the region before the endpoint: an endpoint from the environment or a profile would reset the region
    /// that was set, and requests would be signed for whatever region the host name seems to contain.
    /// </summary>
    public static T KeepRegion<T>(this T config)
        where T : ClientConfig
    {
        var region = config.RegionEndpoint?.SystemName;
        if (region is not null)
            EndpointRules.CheckRegion(region);
        if (!string.IsNullOrEmpty(config.ServiceURL) && string.IsNullOrEmpty(config.AuthenticationRegion))
            config.AuthenticationRegion = region ?? FallbackRegionFactory.GetRegionEndpoint(false)?.SystemName;
        return config;
    }
}

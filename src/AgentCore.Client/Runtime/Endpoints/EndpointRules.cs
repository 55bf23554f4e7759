using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace AgentCore.Client.Runtime.Endpoints;

/// <summary>From region, FIPS and dual stack to a host name; a custom endpoint is taken as it is.</summary>
/// <param name="hostPrefix">What the host name begins with: the name of the plane.</param>
internal sealed class EndpointRules(string hostPrefix) : IEndpointProvider
{
    /// <summary>
    /// The region to sign for. The SDK forgets the region of a configuration that has a custom endpoint, so it is kept
    /// there as the signing region.
    /// </summary>
    public static string? RegionOf(IClientConfig config) =>
        config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion;

    public static EndpointParameters ParametersOf(IClientConfig config, string? region) => new()
    {
        ["Region"] = region,
        ["UseFIPS"] = config.UseFIPSEndpoint,
        ["UseDualStack"] = config.UseDualstackEndpoint,
        ["Endpoint"] = config.ServiceURL,
    };

    public Endpoint ResolveEndpoint(EndpointParameters parameters) =>
        new(Resolve(
            (string?)parameters["Region"],
            parameters["UseFIPS"] is true,
            parameters["UseDualStack"] is true,
            (string?)parameters["Endpoint"]));

    /// <summary>The address of the service.</summary>
    /// <exception cref="AmazonClientException">The settings exclude each other, or find no endpoint.</exception>
    public string Resolve(string? region, bool fips, bool dualStack, string? endpoint)
    {
        // The words of these three are those of the service's published rules, whose test cases compare them.
        if (!string.IsNullOrEmpty(endpoint))
        {
            if (fips)
            {
                throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported");
            }

            if (dualStack)
            {
                throw new AmazonClientException(
                    "Invalid Configuration: Dualstack and custom endpoint are not supported");
            }

            return endpoint!;
        }

        if (string.IsNullOrEmpty(region))
        {
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        }

        var partition = PartitionOf(region!);
        if (fips && !partition.supportsFIPS)
        {
            throw new AmazonClientException($"The partition of region '{region}' has no FIPS endpoints.");
        }

        if (dualStack && !partition.supportsDualStack)
        {
            throw new AmazonClientException($"The partition of region '{region}' has no dual-stack endpoints.");
        }

        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return $"https://{hostPrefix}{(fips ? "-fips" : "")}.{region}.{suffix}";
    }

    private static Partition PartitionOf(string region)
    {
        RegionName.Check(region);
        return Fn.Partition(region)
            ?? throw new AmazonClientException($"No partition is known for region '{region}'.");
    }
}

/// <summary>Puts the endpoint of the configuration into each request.</summary>
internal sealed class EndpointHandler : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        EndpointRules.ParametersOf(requestContext.ClientConfig, EndpointRules.RegionOf(requestContext.ClientConfig));
}

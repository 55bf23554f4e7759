using AgentCore.Client;
using AgentCore.Client.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>A client of the data plane: sessions and what happens in them.</summary>
/// <remarks>
/// Safe to use from several threads; keep one, it holds the connections. Without credentials of its own it finds them
/// as the SDK does: environment, profile, SSO, container, instance.
/// </remarks>
public partial class AmazonBedrockAgentCoreClient : AgentCoreClient, IAmazonBedrockAgentCore
{
    private const string Service = "Amazon.BedrockAgentCore";

    /// <summary>Makes a client that finds its credentials.</summary>
    /// <param name="config">Region or endpoint, timeouts, retries.</param>
    public AmazonBedrockAgentCoreClient(AmazonBedrockAgentCoreConfig config)
        : base(config, Service, ErrorTable.Data)
    {
    }

    /// <summary>Makes a client that finds its credentials.</summary>
    /// <param name="region">The region to call.</param>
    public AmazonBedrockAgentCoreClient(RegionEndpoint region)
        : this(new AmazonBedrockAgentCoreConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Makes a client.</summary>
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="config">Region or endpoint, timeouts, retries.</param>
    public AmazonBedrockAgentCoreClient(AWSCredentials credentials, AmazonBedrockAgentCoreConfig config)
        : base(credentials, config, Service, ErrorTable.Data)
    {
    }

    /// <summary>Makes a client.</summary>
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="region">The region to call.</param>
    public AmazonBedrockAgentCoreClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonBedrockAgentCoreConfig { RegionEndpoint = region })
    {
    }

    /// <inheritdoc/>
    public BedrockAgentCorePaginatorFactory Paginators => new(this);
}

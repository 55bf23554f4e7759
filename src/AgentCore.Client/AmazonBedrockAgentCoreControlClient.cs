using AgentCore.Client;
using AgentCore.Client.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>A client of the control plane: browsers, profiles, code interpreters and tags.</summary>
/// <remarks>
/// Safe to use from several threads; keep one, it holds the connections. Without credentials of its own it finds them
/// as the SDK does: environment, profile, SSO, container, instance.
/// </remarks>
public partial class AmazonBedrockAgentCoreControlClient : AgentCoreClient, IAmazonBedrockAgentCoreControl
{
    private const string Service = "Amazon.BedrockAgentCoreControl";

    /// <summary>Makes a client that finds its credentials.</summary>
    /// <param name="config">Region or endpoint, timeouts, retries.</param>
    public AmazonBedrockAgentCoreControlClient(AmazonBedrockAgentCoreControlConfig config)
        : base(config, Service, ErrorTable.ControlPlane)
    {
    }

    /// <summary>Makes a client that finds its credentials.</summary>
    /// <param name="region">The region to call.</param>
    public AmazonBedrockAgentCoreControlClient(RegionEndpoint region)
        : this(new AmazonBedrockAgentCoreControlConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Makes a client.</summary>
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="config">Region or endpoint, timeouts, retries.</param>
    public AmazonBedrockAgentCoreControlClient(AWSCredentials credentials, AmazonBedrockAgentCoreControlConfig config)
        : base(credentials, config, Service, ErrorTable.ControlPlane)
    {
    }

    /// <summary>Makes a client.</summary>
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="region">The region to call.</param>
    public AmazonBedrockAgentCoreControlClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonBedrockAgentCoreControlConfig { RegionEndpoint = region })
    {
    }

    /// <inheritdoc/>
    public BedrockAgentCoreControlPaginatorFactory Paginators => new(this);
}

using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCore;

/// <summary>A request to the data plane: sessions and what happens in them.</summary>
public abstract class AmazonBedrockAgentCoreRequest : AgentCoreRequest
{
    private protected AmazonBedrockAgentCoreRequest()
    {
    }
}

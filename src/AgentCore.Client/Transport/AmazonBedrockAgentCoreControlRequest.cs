using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>A request to the control plane: browsers, profiles, code interpreters and tags.</summary>
public abstract class AmazonBedrockAgentCoreControlRequest : AgentCoreRequest
{
    private protected AmazonBedrockAgentCoreControlRequest()
    {
    }
}

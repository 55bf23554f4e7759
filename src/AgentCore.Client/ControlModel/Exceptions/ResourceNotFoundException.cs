using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>There is no such browser, session or other resource (HTTP 404).</summary>
public class ResourceNotFoundException : AmazonBedrockAgentCoreControlException
{
    internal ResourceNotFoundException(ErrorData error) : base(error)
    {
    }
}

using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>There is no such browser, session or other resource (HTTP 404).</summary>
public class ResourceNotFoundException : AmazonBedrockAgentCoreException
{
    internal ResourceNotFoundException(ErrorData error) : base(error)
    {
    }
}

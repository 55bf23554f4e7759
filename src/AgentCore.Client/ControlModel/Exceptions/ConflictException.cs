using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>The request does not fit the present state of the resource (HTTP 409).</summary>
public class ConflictException : AmazonBedrockAgentCoreControlException
{
    internal ConflictException(ErrorData error) : base(error)
    {
    }
}

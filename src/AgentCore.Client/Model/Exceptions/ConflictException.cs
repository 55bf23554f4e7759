using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>The request does not fit the present state of the resource (HTTP 409).</summary>
public class ConflictException : AmazonBedrockAgentCoreException
{
    internal ConflictException(ErrorData error) : base(error)
    {
    }
}

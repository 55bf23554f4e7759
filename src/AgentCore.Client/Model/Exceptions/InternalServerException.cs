using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>
/// The service failed by itself (HTTP 500). Calls with an idempotency token are repeated before this is thrown.
/// </summary>
public class InternalServerException : AmazonBedrockAgentCoreException
{
    internal InternalServerException(ErrorData error) : base(error)
    {
    }
}

using AgentCore.Client.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>An error that the data plane answered, at once or in the middle of a stream of events.</summary>
public class AmazonBedrockAgentCoreException : AmazonServiceException
{
    internal AmazonBedrockAgentCoreException(ErrorData error)
        : base(error.Message, error.Cause, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

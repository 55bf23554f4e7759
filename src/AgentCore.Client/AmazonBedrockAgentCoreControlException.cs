using AgentCore.Client.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>An error that the control plane answered.</summary>
public class AmazonBedrockAgentCoreControlException : AmazonServiceException
{
    internal AmazonBedrockAgentCoreControlException(ErrorData error)
        : base(error.Message, error.Cause, error.Type, error.Code, error.RequestId, error.StatusCode)
    {
    }
}

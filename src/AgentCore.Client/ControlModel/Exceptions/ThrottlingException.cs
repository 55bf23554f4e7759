using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>
/// Too many requests in a short time (HTTP 429). Calls are repeated with growing pauses before this is thrown.
/// </summary>
public class ThrottlingException : AmazonBedrockAgentCoreControlException
{
    internal ThrottlingException(ErrorData error) : base(error)
    {
    }
}

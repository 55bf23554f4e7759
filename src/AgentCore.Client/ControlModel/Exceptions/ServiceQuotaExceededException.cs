using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A quota of the account is used up (HTTP 402).</summary>
public class ServiceQuotaExceededException : AmazonBedrockAgentCoreControlException
{
    internal ServiceQuotaExceededException(ErrorData error) : base(error)
    {
    }
}

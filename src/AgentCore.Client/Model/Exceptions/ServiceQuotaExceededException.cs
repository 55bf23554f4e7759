using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>A quota of the account is used up (HTTP 402).</summary>
public class ServiceQuotaExceededException : AmazonBedrockAgentCoreException
{
    internal ServiceQuotaExceededException(ErrorData error) : base(error)
    {
    }
}

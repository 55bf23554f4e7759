using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>The caller may not do this (HTTP 403).</summary>
public class AccessDeniedException : AmazonBedrockAgentCoreException
{
    internal AccessDeniedException(ErrorData error) : base(error)
    {
    }
}

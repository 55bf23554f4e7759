using AgentCore.Client.Transport;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>The caller may not do this (HTTP 403).</summary>
public class AccessDeniedException : AmazonBedrockAgentCoreControlException
{
    internal AccessDeniedException(ErrorData error) : base(error)
    {
    }
}

using AgentCore.Client;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>Configuration of a client of the control plane: browsers, profiles, code interpreters and tags.</summary>
/// <remarks>
/// The endpoint is, in this order: <c>ServiceURL</c>; the environment variables
/// <c>AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL</c> and <c>AWS_ENDPOINT_URL</c>; the profile; the rules of
/// the region.
/// </remarks>
public class AmazonBedrockAgentCoreControlConfig : AgentCoreConfig
{
    /// <summary>Makes a configuration with the defaults.</summary>
    public AmazonBedrockAgentCoreControlConfig()
        : base("Bedrock AgentCore Control", "bedrock-agentcore-control", "2023-06-05")
    {
    }
}

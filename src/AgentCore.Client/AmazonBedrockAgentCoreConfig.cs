using AgentCore.Client;

namespace Amazon.BedrockAgentCore;

/// <summary>Configuration of a client of the data plane: sessions and what happens in them.</summary>
/// <remarks>
/// The endpoint is, in this order: <c>ServiceURL</c>; the environment variables
/// <c>AWS_ENDPOINT_URL_BEDROCK_AGENTCORE</c> and <c>AWS_ENDPOINT_URL</c>; the profile; the rules of
/// the region.
/// </remarks>
public class AmazonBedrockAgentCoreConfig : AgentCoreConfig
{
    /// <summary>Makes a configuration with the defaults.</summary>
    public AmazonBedrockAgentCoreConfig()
        : base("Bedrock AgentCore", "bedrock-agentcore", "2024-02-28")
    {
    }
}

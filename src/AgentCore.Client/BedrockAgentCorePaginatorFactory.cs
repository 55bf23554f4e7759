namespace Amazon.BedrockAgentCore;

/// <summary>Lists that ask for their pages by themselves.</summary>
public partial class BedrockAgentCorePaginatorFactory
{
    private readonly AmazonBedrockAgentCoreClient _client;

    internal BedrockAgentCorePaginatorFactory(AmazonBedrockAgentCoreClient client)
    {
        _client = client;
    }
}

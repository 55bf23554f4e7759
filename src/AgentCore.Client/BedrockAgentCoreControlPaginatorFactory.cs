namespace Amazon.BedrockAgentCoreControl;

/// <summary>Lists that ask for their pages by themselves.</summary>
public partial class BedrockAgentCoreControlPaginatorFactory
{
    private readonly AmazonBedrockAgentCoreControlClient _client;

    internal BedrockAgentCoreControlPaginatorFactory(AmazonBedrockAgentCoreControlClient client)
    {
        _client = client;
    }
}

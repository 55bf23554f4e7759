using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>
/// The operations of the data plane: sessions and what happens in them. Each has its own file, with its request and
/// response.
/// </summary>
public partial interface IAmazonBedrockAgentCore : IAmazonService, IDisposable
{
    /// <summary>Lists that ask for their pages by themselves.</summary>
    BedrockAgentCorePaginatorFactory Paginators { get; }
}

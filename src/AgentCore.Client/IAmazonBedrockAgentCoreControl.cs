using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl;

/// <summary>
/// The operations of the control plane: browsers, profiles, code interpreters and tags. Each has its own file, with
/// its request and response.
/// </summary>
public partial interface IAmazonBedrockAgentCoreControl : IAmazonService, IDisposable
{
    /// <summary>Lists that ask for their pages by themselves.</summary>
    BedrockAgentCoreControlPaginatorFactory Paginators { get; }
}

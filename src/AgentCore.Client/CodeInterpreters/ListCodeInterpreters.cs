using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Lists code interpreters, a page at a time. Stands for the API operation ListCodeInterpreters.</summary>
[Route("ListCodeInterpreters", "POST", "/code-interpreters")]
public partial class ListCodeInterpretersRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>How many entries a page may have; the service gives 10 when not set. 1 to 100.</summary>
    [InQuery("maxResults")]
    public int? MaxResults { get; set; }

    /// <summary>
    /// The place to go on from: what the page before gave. Not set on the first request and the last page. 1 to 2,048
    /// characters.
    /// </summary>
    [InQuery("nextToken")]
    public string? NextToken { get; set; }

    /// <summary>The kind.</summary>
    [InQuery("type")]
    public ResourceType? Type { get; set; }
}

/// <summary>What ListCodeInterpreters answers.</summary>
public partial class ListCodeInterpretersResponse : AmazonWebServiceResponse
{
    /// <summary>One page of code interpreters.</summary>
    public List<CodeInterpreterSummary>? CodeInterpreterSummaries { get; set; }

    /// <summary>
    /// The place to go on from: what the page before gave. Not set on the first request and the last page. 1 to 2,048
    /// characters.
    /// </summary>
    public string? NextToken { get; set; }
}

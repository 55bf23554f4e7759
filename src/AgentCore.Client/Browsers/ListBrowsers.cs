using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Lists browsers, a page at a time. Stands for the API operation ListBrowsers.</summary>
[Route("ListBrowsers", "POST", "/browsers")]
public partial class ListBrowsersRequest : AmazonBedrockAgentCoreControlRequest
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

/// <summary>What ListBrowsers answers.</summary>
public partial class ListBrowsersResponse : AmazonWebServiceResponse
{
    /// <summary>One page of browsers.</summary>
    public List<BrowserSummary>? BrowserSummaries { get; set; }

    /// <summary>
    /// The place to go on from: what the page before gave. Not set on the first request and the last page. 1 to 2,048
    /// characters.
    /// </summary>
    public string? NextToken { get; set; }
}

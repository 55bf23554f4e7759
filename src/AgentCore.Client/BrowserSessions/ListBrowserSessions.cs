using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>
/// Lists the sessions of a browser, a page at a time. Stands for the API operation ListBrowserSessions.
/// </summary>
[Route("ListBrowserSessions", "POST", "/browsers/{browserIdentifier}/sessions/list")]
public partial class ListBrowserSessionsRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>
    /// The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides. Required.
    /// </summary>
    [InPath("browserIdentifier")]
    public string? BrowserIdentifier { get; set; }

    /// <summary>How many entries a page may have; the service gives 10 when not set. 1 to 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>
    /// The place to go on from: what the page before gave. Not set on the first request and the last page. 1 to 2,048
    /// characters.
    /// </summary>
    public string? NextToken { get; set; }

    /// <summary>Only sessions in this state; all when not set.</summary>
    public BrowserSessionStatus? Status { get; set; }
}

/// <summary>What ListBrowserSessions answers.</summary>
public partial class ListBrowserSessionsResponse : AmazonWebServiceResponse
{
    /// <summary>One page of sessions.</summary>
    public List<BrowserSessionSummary>? Items { get; set; }

    /// <summary>
    /// The place to go on from: what the page before gave. Not set on the first request and the last page. 1 to 2,048
    /// characters.
    /// </summary>
    public string? NextToken { get; set; }
}

using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Lists browser profiles, a page at a time. Stands for the API operation ListBrowserProfiles.</summary>
[Route("ListBrowserProfiles", "POST", "/browser-profiles")]
public partial class ListBrowserProfilesRequest : AmazonBedrockAgentCoreControlRequest
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

    /// <summary>Only the profile of this name; all when not set.</summary>
    public string? Name { get; set; }
}

/// <summary>What ListBrowserProfiles answers.</summary>
public partial class ListBrowserProfilesResponse : AmazonWebServiceResponse
{
    /// <summary>One page of browser profiles.</summary>
    public List<BrowserProfileSummary>? ProfileSummaries { get; set; }

    /// <summary>
    /// The place to go on from: what the page before gave. Not set on the first request and the last page. 1 to 2,048
    /// characters.
    /// </summary>
    public string? NextToken { get; set; }
}

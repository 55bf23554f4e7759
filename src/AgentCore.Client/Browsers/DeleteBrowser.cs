using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Deletes a browser. Stands for the API operation DeleteBrowser.</summary>
[Route("DeleteBrowser", "DELETE", "/browsers/{browserId}")]
public partial class DeleteBrowserRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>
    /// The id of the browser; <c>aws.browser.v1</c> is the one that the service provides. Required.
    /// </summary>
    [InPath("browserId")]
    public string? BrowserId { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [InQuery("clientToken")]
    [IdempotencyToken]
    public string? ClientToken { get; set; }
}

/// <summary>What DeleteBrowser answers.</summary>
public partial class DeleteBrowserResponse : AmazonWebServiceResponse
{
    /// <summary>The id of the browser; <c>aws.browser.v1</c> is the one that the service provides.</summary>
    public string? BrowserId { get; set; }

    /// <summary>The state it is in.</summary>
    public BrowserStatus? Status { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}

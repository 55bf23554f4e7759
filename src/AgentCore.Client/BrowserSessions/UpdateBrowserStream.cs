using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>Turns the automation of a session on or off. Stands for the API operation UpdateBrowserStream.</summary>
[Route("UpdateBrowserStream", "PUT", "/browsers/{browserIdentifier}/sessions/streams/update")]
public partial class UpdateBrowserStreamRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>
    /// The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides. Required.
    /// </summary>
    [InPath("browserIdentifier")]
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session. Required.</summary>
    [InQuery("sessionId")]
    public string? SessionId { get; set; }

    /// <summary>The change to make. Required.</summary>
    public StreamUpdate? StreamUpdate { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [IdempotencyToken]
    public string? ClientToken { get; set; }
}

/// <summary>What UpdateBrowserStream answers.</summary>
public partial class UpdateBrowserStreamResponse : AmazonWebServiceResponse
{
    /// <summary>The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides.</summary>
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>The session's streams.</summary>
    public BrowserSessionStream? Streams { get; set; }

    /// <summary>When the change took effect (UTC).</summary>
    public DateTime? UpdatedAt { get; set; }
}

using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>
/// Stops a browser session; stopping it twice is fine. Stands for the API operation StopBrowserSession.
/// </summary>
[Route("StopBrowserSession", "PUT", "/browsers/{browserIdentifier}/sessions/stop")]
public partial class StopBrowserSessionRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>The X-Ray trace id to carry along. At most 1,024 characters.</summary>
    [InHeader("X-Amzn-Trace-Id")]
    public string? TraceId { get; set; }

    /// <summary>The W3C trace parent to carry along. At most 1,024 characters.</summary>
    [InHeader("traceparent")]
    public string? TraceParent { get; set; }

    /// <summary>
    /// The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides. Required.
    /// </summary>
    [InPath("browserIdentifier")]
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session. Required.</summary>
    [InQuery("sessionId")]
    public string? SessionId { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [IdempotencyToken]
    public string? ClientToken { get; set; }
}

/// <summary>What StopBrowserSession answers.</summary>
public partial class StopBrowserSessionResponse : AmazonWebServiceResponse
{
    /// <summary>The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides.</summary>
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}

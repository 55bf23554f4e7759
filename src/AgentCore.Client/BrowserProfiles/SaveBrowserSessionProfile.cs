using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>
/// Saves a session's cookies and local storage into a browser profile. Stands for the API operation
/// SaveBrowserSessionProfile.
/// </summary>
[Route("SaveBrowserSessionProfile", "PUT", "/browser-profiles/{profileIdentifier}/save")]
public partial class SaveBrowserSessionProfileRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>The X-Ray trace id to carry along. At most 1,024 characters.</summary>
    [InHeader("X-Amzn-Trace-Id")]
    public string? TraceId { get; set; }

    /// <summary>The W3C trace parent to carry along. At most 1,024 characters.</summary>
    [InHeader("traceparent")]
    public string? TraceParent { get; set; }

    /// <summary>The id of the browser profile. Required.</summary>
    [InPath("profileIdentifier")]
    public string? ProfileIdentifier { get; set; }

    /// <summary>
    /// The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides. Required.
    /// </summary>
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session. Required.</summary>
    public string? SessionId { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [IdempotencyToken]
    public string? ClientToken { get; set; }
}

/// <summary>What SaveBrowserSessionProfile answers.</summary>
public partial class SaveBrowserSessionProfileResponse : AmazonWebServiceResponse
{
    /// <summary>The id of the browser profile.</summary>
    public string? ProfileIdentifier { get; set; }

    /// <summary>The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides.</summary>
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}

using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>Performs one mouse, keyboard or screenshot action. Stands for the API operation InvokeBrowser.</summary>
[Route("InvokeBrowser", "POST", "/browsers/{browserIdentifier}/sessions/invoke", Repeatable = false)]
public partial class InvokeBrowserRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>
    /// The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides. Required.
    /// </summary>
    [InPath("browserIdentifier")]
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session. Required.</summary>
    [InHeader("x-amzn-browser-session-id")]
    public string? SessionId { get; set; }

    /// <summary>The one action to perform; exactly one of its members is set. Required.</summary>
    public BrowserAction? Action { get; set; }
}

/// <summary>What InvokeBrowser answers.</summary>
public partial class InvokeBrowserResponse : AmazonWebServiceResponse
{
    /// <summary>What the call gave.</summary>
    public BrowserActionResult? Result { get; set; }

    /// <summary>The id of the session.</summary>
    [InHeader("x-amzn-browser-session-id")]
    public string? SessionId { get; set; }
}

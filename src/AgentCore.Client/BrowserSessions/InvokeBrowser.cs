using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        /// <summary>
        /// Performs one mouse, keyboard or screenshot action in a browser session. Never repeated by itself once it
        /// may have been received.
        /// </summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>What became of the action.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<InvokeBrowserResponse> InvokeBrowserAsync(
            InvokeBrowserRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreClient
    {
        /// <inheritdoc/>
        public Task<InvokeBrowserResponse> InvokeBrowserAsync(
            InvokeBrowserRequest request, CancellationToken cancellationToken = default)
            => SendAsync<InvokeBrowserResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCore.Model
{
    /// <summary>
    /// The request of <c>InvokeBrowser</c>: performs one mouse, keyboard or screenshot action in a browser session.
    /// Never repeated by itself once it may have been received.
    /// </summary>
    [Route("POST", "/browsers/{browserIdentifier}/sessions/invoke"), SendOnce]
    public class InvokeBrowserRequest : AmazonBedrockAgentCoreRequest
    {
        /// <summary>
        /// Id or ARN of the browser; <c>aws.browser.v1</c> is the one that every account has. Required.
        /// </summary>
        [InPath]
        public string? BrowserIdentifier { get; set; }

        /// <summary>Id of the session. Required.</summary>
        [InHeader("x-amzn-browser-session-id")]
        public string? SessionId { get; set; }

        /// <summary>The one action to perform. Exactly one of its members is set. Required.</summary>
        public BrowserAction? Action { get; set; }
    }

    /// <summary>The response of <c>InvokeBrowser</c>. What became of the action.</summary>
    public class InvokeBrowserResponse : AmazonWebServiceResponse
    {
        /// <summary>What became of the action; the member that is set is the action's.</summary>
        public BrowserActionResult? Result { get; set; }

        /// <summary>Id of the session.</summary>
        [InHeader("x-amzn-browser-session-id")]
        public string? SessionId { get; set; }
    }
}

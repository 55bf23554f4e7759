using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        /// <summary>Changes a stream of a browser session, such as cutting automation off.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The streams after the change.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota of the account is used up (HTTP 402).</exception>
        /// <exception cref="AccessDeniedException">The caller may not do this (HTTP 403).</exception>
        /// <exception cref="ConflictException">The request does not fit the present state of the resource (HTTP 409).</exception>
        /// <exception cref="ValidationException">The request breaks a rule of the API (HTTP 400).</exception>
        /// <exception cref="ResourceNotFoundException">There is no such browser, session or other resource (HTTP 404).</exception>
        /// <exception cref="ThrottlingException">Too many requests in a short time (HTTP 429).</exception>
        /// <exception cref="InternalServerException">The service failed by itself (HTTP 500).</exception>
        Task<UpdateBrowserStreamResponse> UpdateBrowserStreamAsync(UpdateBrowserStreamRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreClient
    {
        /// <inheritdoc/>
        public Task<UpdateBrowserStreamResponse> UpdateBrowserStreamAsync(
            UpdateBrowserStreamRequest request, CancellationToken cancellationToken = default)
            => SendAsync<UpdateBrowserStreamResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCore.Model
{
    /// <summary>
    /// The request of <c>UpdateBrowserStream</c>: changes a stream of a browser session, such as cutting automation
    /// off.
    /// </summary>
    [Route("PUT", "/browsers/{browserIdentifier}/sessions/streams/update")]
    public class UpdateBrowserStreamRequest : AmazonBedrockAgentCoreRequest
    {
        /// <summary>
        /// Id or ARN of the browser; <c>aws.browser.v1</c> is the one that every account has. Required.
        /// </summary>
        [InPath]
        public string? BrowserIdentifier { get; set; }

        /// <summary>Id of the session. Required.</summary>
        [InQuery("sessionId")]
        public string? SessionId { get; set; }

        /// <summary>The change to make. Exactly one of its members is set. Required.</summary>
        public StreamUpdate? StreamUpdate { get; set; }

        /// <summary>
        /// Makes repeats of the same call harmless. Generated when not given, and kept across retries. 33 to 256
        /// characters.
        /// </summary>
        [IdempotencyToken]
        public string? ClientToken { get; set; }
    }

    /// <summary>The response of <c>UpdateBrowserStream</c>. The streams after the change.</summary>
    public class UpdateBrowserStreamResponse : AmazonWebServiceResponse
    {
        /// <summary>Id or ARN of the browser; <c>aws.browser.v1</c> is the one that every account has.</summary>
        public string? BrowserIdentifier { get; set; }

        /// <summary>Id of the session.</summary>
        public string? SessionId { get; set; }

        /// <summary>Where the session can be driven and watched.</summary>
        public BrowserSessionStream? Streams { get; set; }

        /// <summary>When the stream was changed (UTC).</summary>
        public DateTime? UpdatedAt { get; set; }
    }
}

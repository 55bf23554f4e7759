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
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ConflictException">It does not fit the present state of the resource (409).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<UpdateBrowserStreamResponse> UpdateBrowserStreamAsync(
            UpdateBrowserStreamRequest request, CancellationToken cancellationToken = default);
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

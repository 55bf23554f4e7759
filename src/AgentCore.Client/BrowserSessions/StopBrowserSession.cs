using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        /// <summary>Stops a session of a browser. Stopping one that is stopped already is no error.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The session that was stopped.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ConflictException">It does not fit the present state of the resource (409).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<StopBrowserSessionResponse> StopBrowserSessionAsync(
            StopBrowserSessionRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreClient
    {
        /// <inheritdoc/>
        public Task<StopBrowserSessionResponse> StopBrowserSessionAsync(
            StopBrowserSessionRequest request, CancellationToken cancellationToken = default)
            => SendAsync<StopBrowserSessionResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCore.Model
{
    /// <summary>
    /// The request of <c>StopBrowserSession</c>: stops a session of a browser. Stopping one that is stopped already
    /// is no error.
    /// </summary>
    [Route("PUT", "/browsers/{browserIdentifier}/sessions/stop")]
    public class StopBrowserSessionRequest : AmazonBedrockAgentCoreRequest
    {
        /// <summary>Id for AWS X-Ray tracing. At most 1024 characters.</summary>
        [InHeader("X-Amzn-Trace-Id")]
        public string? TraceId { get; set; }

        /// <summary>Parent of the trace, in the form of the W3C trace context. At most 1024 characters.</summary>
        [InHeader("traceparent")]
        public string? TraceParent { get; set; }

        /// <summary>
        /// Id or ARN of the browser; <c>aws.browser.v1</c> is the one that every account has. Required.
        /// </summary>
        [InPath]
        public string? BrowserIdentifier { get; set; }

        /// <summary>Id of the session. Required.</summary>
        [InQuery("sessionId")]
        public string? SessionId { get; set; }

        /// <summary>
        /// Makes repeats of the same call harmless. Generated when not given, and kept across retries. 33 to 256
        /// characters.
        /// </summary>
        [IdempotencyToken]
        public string? ClientToken { get; set; }
    }

    /// <summary>The response of <c>StopBrowserSession</c>. The session that was stopped.</summary>
    public class StopBrowserSessionResponse : AmazonWebServiceResponse
    {
        /// <summary>Id or ARN of the browser; <c>aws.browser.v1</c> is the one that every account has.</summary>
        public string? BrowserIdentifier { get; set; }

        /// <summary>Id of the session.</summary>
        public string? SessionId { get; set; }

        /// <summary>When it last changed (UTC).</summary>
        public DateTime? LastUpdatedAt { get; set; }
    }
}

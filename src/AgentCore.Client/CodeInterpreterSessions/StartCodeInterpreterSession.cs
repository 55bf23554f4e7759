using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        /// <summary>Starts a session of a code interpreter.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The session that was started.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ConflictException">It does not fit the present state of the resource (409).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<StartCodeInterpreterSessionResponse> StartCodeInterpreterSessionAsync(
            StartCodeInterpreterSessionRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreClient
    {
        /// <inheritdoc/>
        public Task<StartCodeInterpreterSessionResponse> StartCodeInterpreterSessionAsync(
            StartCodeInterpreterSessionRequest request, CancellationToken cancellationToken = default)
            => SendAsync<StartCodeInterpreterSessionResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCore.Model
{
    /// <summary>The request of <c>StartCodeInterpreterSession</c>: starts a session of a code interpreter.</summary>
    [Route("PUT", "/code-interpreters/{codeInterpreterIdentifier}/sessions/start")]
    public class StartCodeInterpreterSessionRequest : AmazonBedrockAgentCoreRequest
    {
        /// <summary>Id for AWS X-Ray tracing. At most 1024 characters.</summary>
        [InHeader("X-Amzn-Trace-Id")]
        public string? TraceId { get; set; }

        /// <summary>Parent of the trace, in the form of the W3C trace context. At most 1024 characters.</summary>
        [InHeader("traceparent")]
        public string? TraceParent { get; set; }

        /// <summary>
        /// Id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that every account has.
        /// Required.
        /// </summary>
        [InPath]
        public string? CodeInterpreterIdentifier { get; set; }

        /// <summary>A name to find the session by; need not be unique. 1 to 100 characters.</summary>
        public string? Name { get; set; }

        /// <summary>
        /// How long the session lives, in seconds from its start, whether it is used or not. 1 to 28800.
        /// </summary>
        public int? SessionTimeoutSeconds { get; set; }

        /// <summary>Certificate authorities to trust besides the public ones. 1 to 200 entries.</summary>
        public List<Certificate>? Certificates { get; set; }

        /// <summary>File systems to mount. At most 10 entries.</summary>
        public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }

        /// <summary>
        /// Makes repeats of the same call harmless. Generated when not given, and kept across retries. 33 to 256
        /// characters.
        /// </summary>
        [IdempotencyToken]
        public string? ClientToken { get; set; }
    }

    /// <summary>The response of <c>StartCodeInterpreterSession</c>. The session that was started.</summary>
    public class StartCodeInterpreterSessionResponse : AmazonWebServiceResponse
    {
        /// <summary>
        /// Id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that every account has.
        /// </summary>
        public string? CodeInterpreterIdentifier { get; set; }

        /// <summary>Id of the session.</summary>
        public string? SessionId { get; set; }

        /// <summary>When it was created (UTC).</summary>
        public DateTime? CreatedAt { get; set; }
    }
}

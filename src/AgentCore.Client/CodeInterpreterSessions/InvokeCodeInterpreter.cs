using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        /// <summary>
        /// Runs a tool (code, a command, file and task operations) in a code interpreter session. Never repeated by
        /// itself once it may have been received.
        /// </summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The answer of a tool, as a stream of events. Dispose of it to let go of the connection.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ConflictException">It does not fit the present state of the resource (409).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<InvokeCodeInterpreterResponse> InvokeCodeInterpreterAsync(
            InvokeCodeInterpreterRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreClient
    {
        /// <inheritdoc/>
        public Task<InvokeCodeInterpreterResponse> InvokeCodeInterpreterAsync(
            InvokeCodeInterpreterRequest request, CancellationToken cancellationToken = default)
            => SendAsync<InvokeCodeInterpreterResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCore.Model
{
    /// <summary>
    /// The request of <c>InvokeCodeInterpreter</c>: runs a tool (code, a command, file and task operations) in a
    /// code interpreter session. Never repeated by itself once it may have been received.
    /// </summary>
    [Route("POST", "/code-interpreters/{codeInterpreterIdentifier}/tools/invoke"), SendOnce]
    public class InvokeCodeInterpreterRequest : AmazonBedrockAgentCoreRequest
    {
        /// <summary>
        /// Id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that every account has.
        /// Required.
        /// </summary>
        [InPath]
        public string? CodeInterpreterIdentifier { get; set; }

        /// <summary>Id of the session.</summary>
        [InHeader("x-amzn-code-interpreter-session-id")]
        public string? SessionId { get; set; }

        /// <summary>Id for AWS X-Ray tracing. At most 1024 characters.</summary>
        [InHeader("X-Amzn-Trace-Id")]
        public string? TraceId { get; set; }

        /// <summary>Parent of the trace, in the form of the W3C trace context. At most 1024 characters.</summary>
        [InHeader("traceparent")]
        public string? TraceParent { get; set; }

        /// <summary>Which tool to run. Required.</summary>
        public ToolName? Name { get; set; }

        /// <summary>What the tool works on; which members count depends on the tool.</summary>
        public ToolArguments? Arguments { get; set; }
    }

    /// <summary>
    /// The response of <c>InvokeCodeInterpreter</c>. The answer of a tool, as a stream of events. Dispose of it to
    /// let go of the connection.
    /// </summary>
    public class InvokeCodeInterpreterResponse : AmazonWebServiceResponse, IEventStreamResponse, IDisposable
    {
        /// <summary>Id of the session.</summary>
        [InHeader("x-amzn-code-interpreter-session-id")]
        public string? SessionId { get; set; }

        /// <summary>The answer, event by event, as it arrives. Read it once, then dispose of the response.</summary>
        [InEventStream]
        public CodeInterpreterStreamOutput? Stream { get; set; }

        /// <summary>Closes the stream and its connection.</summary>
        public void Dispose()
        {
            Stream?.Dispose();
            GC.SuppressFinalize(this);
        }

        void IEventStreamResponse.Open(Stream events, string requestId, TimeSpan longestSilence)
            => Stream = new CodeInterpreterStreamOutput(events, requestId, longestSilence);
    }
}

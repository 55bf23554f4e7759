using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Deletes a code interpreter.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The code interpreter that is being deleted.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota of the account is used up (HTTP 402).</exception>
        /// <exception cref="ConflictException">The request does not fit the present state of the resource (HTTP 409).</exception>
        /// <exception cref="ValidationException">The request breaks a rule of the API (HTTP 400).</exception>
        /// <exception cref="AccessDeniedException">The caller may not do this (HTTP 403).</exception>
        /// <exception cref="ResourceNotFoundException">There is no such browser, session or other resource (HTTP 404).</exception>
        /// <exception cref="ThrottlingException">Too many requests in a short time (HTTP 429).</exception>
        /// <exception cref="InternalServerException">The service failed by itself (HTTP 500).</exception>
        Task<DeleteCodeInterpreterResponse> DeleteCodeInterpreterAsync(DeleteCodeInterpreterRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<DeleteCodeInterpreterResponse> DeleteCodeInterpreterAsync(
            DeleteCodeInterpreterRequest request, CancellationToken cancellationToken = default)
            => SendAsync<DeleteCodeInterpreterResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>DeleteCodeInterpreter</c>: deletes a code interpreter.</summary>
    [Route("DELETE", "/code-interpreters/{codeInterpreterId}")]
    public class DeleteCodeInterpreterRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>
        /// Id of the code interpreter: <c>aws.codeinterpreter.v1</c>, or the name and ten characters of an own one.
        /// Required.
        /// </summary>
        [InPath]
        public string? CodeInterpreterId { get; set; }

        /// <summary>
        /// Makes repeats of the same call harmless. Generated when not given, and kept across retries. 33 to 256
        /// characters.
        /// </summary>
        [InQuery("clientToken"), IdempotencyToken]
        public string? ClientToken { get; set; }
    }

    /// <summary>The response of <c>DeleteCodeInterpreter</c>. The code interpreter that is being deleted.</summary>
    public class DeleteCodeInterpreterResponse : AmazonWebServiceResponse
    {
        /// <summary>
        /// Id of the code interpreter: <c>aws.codeinterpreter.v1</c>, or the name and ten characters of an own one.
        /// </summary>
        public string? CodeInterpreterId { get; set; }

        /// <summary>Its state.</summary>
        public CodeInterpreterStatus? Status { get; set; }

        /// <summary>When it last changed (UTC).</summary>
        public DateTime? LastUpdatedAt { get; set; }
    }
}

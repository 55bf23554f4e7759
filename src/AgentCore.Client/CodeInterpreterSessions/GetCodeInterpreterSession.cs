using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        /// <summary>Gets one session of a code interpreter, whole.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>A code interpreter session.</returns>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<GetCodeInterpreterSessionResponse> GetCodeInterpreterSessionAsync(
            GetCodeInterpreterSessionRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreClient
    {
        /// <inheritdoc/>
        public Task<GetCodeInterpreterSessionResponse> GetCodeInterpreterSessionAsync(
            GetCodeInterpreterSessionRequest request, CancellationToken cancellationToken = default)
            => SendAsync<GetCodeInterpreterSessionResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCore.Model
{
    /// <summary>
    /// The request of <c>GetCodeInterpreterSession</c>: gets one session of a code interpreter, whole.
    /// </summary>
    [Route("GET", "/code-interpreters/{codeInterpreterIdentifier}/sessions/get")]
    public class GetCodeInterpreterSessionRequest : AmazonBedrockAgentCoreRequest
    {
        /// <summary>
        /// Id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that every account has.
        /// Required.
        /// </summary>
        [InPath]
        public string? CodeInterpreterIdentifier { get; set; }

        /// <summary>Id of the session. Required.</summary>
        [InQuery("sessionId")]
        public string? SessionId { get; set; }
    }

    /// <summary>The response of <c>GetCodeInterpreterSession</c>. A code interpreter session.</summary>
    public class GetCodeInterpreterSessionResponse : AmazonWebServiceResponse
    {
        /// <summary>
        /// Id or ARN of the code interpreter; <c>aws.codeinterpreter.v1</c> is the one that every account has.
        /// </summary>
        public string? CodeInterpreterIdentifier { get; set; }

        /// <summary>Id of the session.</summary>
        public string? SessionId { get; set; }

        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>When it was created (UTC).</summary>
        public DateTime? CreatedAt { get; set; }

        /// <summary>How long the session lives, in seconds from its start, whether it is used or not.</summary>
        public int? SessionTimeoutSeconds { get; set; }

        /// <summary>Its state.</summary>
        public CodeInterpreterSessionStatus? Status { get; set; }

        /// <summary>Certificate authorities to trust besides the public ones.</summary>
        public List<Certificate>? Certificates { get; set; }

        /// <summary>File systems to mount.</summary>
        public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }
    }
}

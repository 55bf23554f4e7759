using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Gets one code interpreter, whole.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>A code interpreter.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<GetCodeInterpreterResponse> GetCodeInterpreterAsync(
            GetCodeInterpreterRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<GetCodeInterpreterResponse> GetCodeInterpreterAsync(
            GetCodeInterpreterRequest request, CancellationToken cancellationToken = default)
            => SendAsync<GetCodeInterpreterResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>GetCodeInterpreter</c>: gets one code interpreter, whole.</summary>
    [Route("GET", "/code-interpreters/{codeInterpreterId}")]
    public class GetCodeInterpreterRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>
        /// Id of the code interpreter: <c>aws.codeinterpreter.v1</c>, or the name and ten characters of an own one.
        /// Required.
        /// </summary>
        [InPath]
        public string? CodeInterpreterId { get; set; }
    }

    /// <summary>The response of <c>GetCodeInterpreter</c>. A code interpreter.</summary>
    public class GetCodeInterpreterResponse : AmazonWebServiceResponse
    {
        /// <summary>
        /// Id of the code interpreter: <c>aws.codeinterpreter.v1</c>, or the name and ten characters of an own one.
        /// </summary>
        public string? CodeInterpreterId { get; set; }

        /// <summary>ARN of the code interpreter.</summary>
        public string? CodeInterpreterArn { get; set; }

        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>Free text that says what it is for.</summary>
        public string? Description { get; set; }

        /// <summary>ARN of the IAM role that the resource works under.</summary>
        public string? ExecutionRoleArn { get; set; }

        /// <summary>What the sessions can reach on the network.</summary>
        public CodeInterpreterNetworkConfiguration? NetworkConfiguration { get; set; }

        /// <summary>Its state.</summary>
        public CodeInterpreterStatus? Status { get; set; }

        /// <summary>Certificate authorities to trust besides the public ones.</summary>
        public List<Certificate>? Certificates { get; set; }

        /// <summary>File systems to mount.</summary>
        public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }

        /// <summary>Why creation or deletion failed; absent when neither did.</summary>
        public string? FailureReason { get; set; }

        /// <summary>When it was created (UTC).</summary>
        public DateTime? CreatedAt { get; set; }

        /// <summary>When it last changed (UTC).</summary>
        public DateTime? LastUpdatedAt { get; set; }
    }
}

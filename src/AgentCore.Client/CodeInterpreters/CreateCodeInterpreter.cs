using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Creates a code interpreter.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The code interpreter that is being created.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ConflictException">It does not fit the present state of the resource (409).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<CreateCodeInterpreterResponse> CreateCodeInterpreterAsync(
            CreateCodeInterpreterRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<CreateCodeInterpreterResponse> CreateCodeInterpreterAsync(
            CreateCodeInterpreterRequest request, CancellationToken cancellationToken = default)
            => SendAsync<CreateCodeInterpreterResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>CreateCodeInterpreter</c>: creates a code interpreter.</summary>
    [Route("PUT", "/code-interpreters")]
    public class CreateCodeInterpreterRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>Name of the new code interpreter; its id begins with it. Required.</summary>
        public string? Name { get; set; }

        /// <summary>Free text that says what it is for. 1 to 4096 characters.</summary>
        public string? Description { get; set; }

        /// <summary>ARN of the IAM role that the resource works under. 1 to 2048 characters.</summary>
        public string? ExecutionRoleArn { get; set; }

        /// <summary>What the sessions can reach on the network. Required.</summary>
        public CodeInterpreterNetworkConfiguration? NetworkConfiguration { get; set; }

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

        /// <summary>The tags, keys with their values. At most 50 entries.</summary>
        public Dictionary<string, string>? Tags { get; set; }
    }

    /// <summary>The response of <c>CreateCodeInterpreter</c>. The code interpreter that is being created.</summary>
    public class CreateCodeInterpreterResponse : AmazonWebServiceResponse
    {
        /// <summary>
        /// Id of the code interpreter: <c>aws.codeinterpreter.v1</c>, or the name and ten characters of an own one.
        /// </summary>
        public string? CodeInterpreterId { get; set; }

        /// <summary>ARN of the code interpreter.</summary>
        public string? CodeInterpreterArn { get; set; }

        /// <summary>When it was created (UTC).</summary>
        public DateTime? CreatedAt { get; set; }

        /// <summary>Its state.</summary>
        public CodeInterpreterStatus? Status { get; set; }
    }
}

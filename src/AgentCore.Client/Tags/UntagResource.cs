using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Removes tags from a resource.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The answer to <c>UntagResource</c>; it carries nothing.</returns>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<UntagResourceResponse> UntagResourceAsync(
            UntagResourceRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<UntagResourceResponse> UntagResourceAsync(
            UntagResourceRequest request, CancellationToken cancellationToken = default)
            => SendAsync<UntagResourceResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>UntagResource</c>: removes tags from a resource.</summary>
    [Route("DELETE", "/tags/{resourceArn}")]
    public class UntagResourceRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>
        /// ARN of the browser, code interpreter or browser profile that carries the tags. 20 to 1011 characters.
        /// Required.
        /// </summary>
        [InPath]
        public string? ResourceArn { get; set; }

        /// <summary>The keys of the tags to remove. At most 200 entries. Required.</summary>
        [InQuery("tagKeys")]
        public List<string>? TagKeys { get; set; }
    }

    /// <summary>
    /// The response of <c>UntagResource</c>. The answer to <c>UntagResource</c>; it carries nothing.
    /// </summary>
    public class UntagResourceResponse : AmazonWebServiceResponse
    {
    }
}

using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Adds tags to a resource; a key that is there already gets the new value.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The answer to <c>TagResource</c>; it carries nothing.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<TagResourceResponse> TagResourceAsync(
            TagResourceRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<TagResourceResponse> TagResourceAsync(
            TagResourceRequest request, CancellationToken cancellationToken = default)
            => SendAsync<TagResourceResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>
    /// The request of <c>TagResource</c>: adds tags to a resource; a key that is there already gets the new value.
    /// </summary>
    [Route("POST", "/tags/{resourceArn}")]
    public class TagResourceRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>
        /// ARN of the browser, code interpreter or browser profile that carries the tags. 20 to 1011 characters.
        /// Required.
        /// </summary>
        [InPath]
        public string? ResourceArn { get; set; }

        /// <summary>The tags, keys with their values. At most 50 entries. Required.</summary>
        public Dictionary<string, string>? Tags { get; set; }
    }

    /// <summary>The response of <c>TagResource</c>. The answer to <c>TagResource</c>; it carries nothing.</summary>
    public class TagResourceResponse : AmazonWebServiceResponse
    {
    }
}

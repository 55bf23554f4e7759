using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Gets the tags of a resource.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The tags of a resource.</returns>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
            ListTagsForResourceRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
            ListTagsForResourceRequest request, CancellationToken cancellationToken = default)
            => SendAsync<ListTagsForResourceResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>ListTagsForResource</c>: gets the tags of a resource.</summary>
    [Route("GET", "/tags/{resourceArn}")]
    public class ListTagsForResourceRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>
        /// ARN of the browser, code interpreter or browser profile that carries the tags. 20 to 1011 characters.
        /// Required.
        /// </summary>
        [InPath]
        public string? ResourceArn { get; set; }
    }

    /// <summary>The response of <c>ListTagsForResource</c>. The tags of a resource.</summary>
    public class ListTagsForResourceResponse : AmazonWebServiceResponse
    {
        /// <summary>The tags, keys with their values.</summary>
        public Dictionary<string, string>? Tags { get; set; }
    }
}

using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Deletes a browser.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The browser that is being deleted.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="ConflictException">It does not fit the present state of the resource (409).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<DeleteBrowserResponse> DeleteBrowserAsync(
            DeleteBrowserRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<DeleteBrowserResponse> DeleteBrowserAsync(
            DeleteBrowserRequest request, CancellationToken cancellationToken = default)
            => SendAsync<DeleteBrowserResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>DeleteBrowser</c>: deletes a browser.</summary>
    [Route("DELETE", "/browsers/{browserId}")]
    public class DeleteBrowserRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>
        /// Id of the browser: <c>aws.browser.v1</c>, or the name and ten characters of an own one. Required.
        /// </summary>
        [InPath]
        public string? BrowserId { get; set; }

        /// <summary>
        /// Makes repeats of the same call harmless. Generated when not given, and kept across retries. 33 to 256
        /// characters.
        /// </summary>
        [InQuery("clientToken"), IdempotencyToken]
        public string? ClientToken { get; set; }
    }

    /// <summary>The response of <c>DeleteBrowser</c>. The browser that is being deleted.</summary>
    public class DeleteBrowserResponse : AmazonWebServiceResponse
    {
        /// <summary>Id of the browser: <c>aws.browser.v1</c>, or the name and ten characters of an own one.</summary>
        public string? BrowserId { get; set; }

        /// <summary>Its state.</summary>
        public BrowserStatus? Status { get; set; }

        /// <summary>When it last changed (UTC).</summary>
        public DateTime? LastUpdatedAt { get; set; }
    }
}

using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Deletes a browser profile.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The browser profile that is being deleted.</returns>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ConflictException">It does not fit the present state of the resource (409).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<DeleteBrowserProfileResponse> DeleteBrowserProfileAsync(
            DeleteBrowserProfileRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<DeleteBrowserProfileResponse> DeleteBrowserProfileAsync(
            DeleteBrowserProfileRequest request, CancellationToken cancellationToken = default)
            => SendAsync<DeleteBrowserProfileResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>DeleteBrowserProfile</c>: deletes a browser profile.</summary>
    [Route("DELETE", "/browser-profiles/{profileId}")]
    public class DeleteBrowserProfileRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>Id of the browser profile: its name and ten characters. Required.</summary>
        [InPath]
        public string? ProfileId { get; set; }

        /// <summary>
        /// Makes repeats of the same call harmless. Generated when not given, and kept across retries. 33 to 256
        /// characters.
        /// </summary>
        [InQuery("clientToken"), IdempotencyToken]
        public string? ClientToken { get; set; }
    }

    /// <summary>The response of <c>DeleteBrowserProfile</c>. The browser profile that is being deleted.</summary>
    public class DeleteBrowserProfileResponse : AmazonWebServiceResponse
    {
        /// <summary>Id of the browser profile: its name and ten characters.</summary>
        public string? ProfileId { get; set; }

        /// <summary>ARN of the browser profile.</summary>
        public string? ProfileArn { get; set; }

        /// <summary>Its state.</summary>
        public BrowserProfileStatus? Status { get; set; }

        /// <summary>When it last changed (UTC).</summary>
        public DateTime? LastUpdatedAt { get; set; }

        /// <summary>When a session was last saved into the profile (UTC); absent when none was.</summary>
        public DateTime? LastSavedAt { get; set; }
    }
}

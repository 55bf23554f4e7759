using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Gets one browser profile, whole.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>A browser profile.</returns>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<GetBrowserProfileResponse> GetBrowserProfileAsync(
            GetBrowserProfileRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<GetBrowserProfileResponse> GetBrowserProfileAsync(
            GetBrowserProfileRequest request, CancellationToken cancellationToken = default)
            => SendAsync<GetBrowserProfileResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>GetBrowserProfile</c>: gets one browser profile, whole.</summary>
    [Route("GET", "/browser-profiles/{profileId}")]
    public class GetBrowserProfileRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>Id of the browser profile: its name and ten characters. Required.</summary>
        [InPath]
        public string? ProfileId { get; set; }
    }

    /// <summary>The response of <c>GetBrowserProfile</c>. A browser profile.</summary>
    public class GetBrowserProfileResponse : AmazonWebServiceResponse
    {
        /// <summary>Id of the browser profile: its name and ten characters.</summary>
        public string? ProfileId { get; set; }

        /// <summary>ARN of the browser profile.</summary>
        public string? ProfileArn { get; set; }

        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>Free text that says what it is for.</summary>
        public string? Description { get; set; }

        /// <summary>Its state.</summary>
        public BrowserProfileStatus? Status { get; set; }

        /// <summary>When it was created (UTC).</summary>
        public DateTime? CreatedAt { get; set; }

        /// <summary>When it last changed (UTC).</summary>
        public DateTime? LastUpdatedAt { get; set; }

        /// <summary>When a session was last saved into the profile (UTC); absent when none was.</summary>
        public DateTime? LastSavedAt { get; set; }

        /// <summary>Id of the session that was last saved into the profile.</summary>
        public string? LastSavedBrowserSessionId { get; set; }

        /// <summary>Id of the browser whose session was last saved into the profile.</summary>
        public string? LastSavedBrowserId { get; set; }
    }
}

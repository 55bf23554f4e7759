using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Creates an empty browser profile.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The browser profile that was created.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ConflictException">It does not fit the present state of the resource (409).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<CreateBrowserProfileResponse> CreateBrowserProfileAsync(
            CreateBrowserProfileRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<CreateBrowserProfileResponse> CreateBrowserProfileAsync(
            CreateBrowserProfileRequest request, CancellationToken cancellationToken = default)
            => SendAsync<CreateBrowserProfileResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>CreateBrowserProfile</c>: creates an empty browser profile.</summary>
    [Route("PUT", "/browser-profiles")]
    public class CreateBrowserProfileRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>Name of the new profile; its id begins with it. Required.</summary>
        public string? Name { get; set; }

        /// <summary>Free text that says what it is for. 1 to 4096 characters.</summary>
        public string? Description { get; set; }

        /// <summary>
        /// Makes repeats of the same call harmless. Generated when not given, and kept across retries. 33 to 256
        /// characters.
        /// </summary>
        [IdempotencyToken]
        public string? ClientToken { get; set; }

        /// <summary>The tags, keys with their values. At most 50 entries.</summary>
        public Dictionary<string, string>? Tags { get; set; }
    }

    /// <summary>The response of <c>CreateBrowserProfile</c>. The browser profile that was created.</summary>
    public class CreateBrowserProfileResponse : AmazonWebServiceResponse
    {
        /// <summary>Id of the browser profile: its name and ten characters.</summary>
        public string? ProfileId { get; set; }

        /// <summary>ARN of the browser profile.</summary>
        public string? ProfileArn { get; set; }

        /// <summary>When it was created (UTC).</summary>
        public DateTime? CreatedAt { get; set; }

        /// <summary>Its state.</summary>
        public BrowserProfileStatus? Status { get; set; }
    }
}

using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Creates a browser.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>The browser that is being created.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ConflictException">It does not fit the present state of the resource (409).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<CreateBrowserResponse> CreateBrowserAsync(
            CreateBrowserRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<CreateBrowserResponse> CreateBrowserAsync(
            CreateBrowserRequest request, CancellationToken cancellationToken = default)
            => SendAsync<CreateBrowserResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>CreateBrowser</c>: creates a browser.</summary>
    [Route("PUT", "/browsers")]
    public class CreateBrowserRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>Name of the new browser; its id begins with it. Required.</summary>
        public string? Name { get; set; }

        /// <summary>Free text that says what it is for. 1 to 4096 characters.</summary>
        public string? Description { get; set; }

        /// <summary>ARN of the IAM role that the resource works under. 1 to 2048 characters.</summary>
        public string? ExecutionRoleArn { get; set; }

        /// <summary>What the sessions can reach on the network. Required.</summary>
        public BrowserNetworkConfiguration? NetworkConfiguration { get; set; }

        /// <summary>Where sessions are recorded, if they are.</summary>
        public RecordingConfig? Recording { get; set; }

        /// <summary>
        /// Whether requests of the browser to web sites are signed, so that sites can tell the bot from others.
        /// </summary>
        public BrowserSigningConfigInput? BrowserSigning { get; set; }

        /// <summary>Chrome enterprise policy files to apply. At most 100 entries.</summary>
        public List<BrowserEnterprisePolicy>? EnterprisePolicies { get; set; }

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

    /// <summary>The response of <c>CreateBrowser</c>. The browser that is being created.</summary>
    public class CreateBrowserResponse : AmazonWebServiceResponse
    {
        /// <summary>Id of the browser: <c>aws.browser.v1</c>, or the name and ten characters of an own one.</summary>
        public string? BrowserId { get; set; }

        /// <summary>ARN of the browser.</summary>
        public string? BrowserArn { get; set; }

        /// <summary>When it was created (UTC).</summary>
        public DateTime? CreatedAt { get; set; }

        /// <summary>Its state.</summary>
        public BrowserStatus? Status { get; set; }
    }
}

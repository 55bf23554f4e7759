using AgentCore.Client.Transport;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl
{
    public partial interface IAmazonBedrockAgentCoreControl
    {
        /// <summary>Gets one browser, whole.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>A browser.</returns>
        /// <exception cref="ServiceQuotaExceededException">A quota is used up (402).</exception>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<GetBrowserResponse> GetBrowserAsync(
            GetBrowserRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreControlClient
    {
        /// <inheritdoc/>
        public Task<GetBrowserResponse> GetBrowserAsync(
            GetBrowserRequest request, CancellationToken cancellationToken = default)
            => SendAsync<GetBrowserResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCoreControl.Model
{
    /// <summary>The request of <c>GetBrowser</c>: gets one browser, whole.</summary>
    [Route("GET", "/browsers/{browserId}")]
    public class GetBrowserRequest : AmazonBedrockAgentCoreControlRequest
    {
        /// <summary>
        /// Id of the browser: <c>aws.browser.v1</c>, or the name and ten characters of an own one. Required.
        /// </summary>
        [InPath]
        public string? BrowserId { get; set; }
    }

    /// <summary>The response of <c>GetBrowser</c>. A browser.</summary>
    public class GetBrowserResponse : AmazonWebServiceResponse
    {
        /// <summary>Id of the browser: <c>aws.browser.v1</c>, or the name and ten characters of an own one.</summary>
        public string? BrowserId { get; set; }

        /// <summary>ARN of the browser.</summary>
        public string? BrowserArn { get; set; }

        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>Free text that says what it is for.</summary>
        public string? Description { get; set; }

        /// <summary>ARN of the IAM role that the resource works under.</summary>
        public string? ExecutionRoleArn { get; set; }

        /// <summary>What the sessions can reach on the network.</summary>
        public BrowserNetworkConfiguration? NetworkConfiguration { get; set; }

        /// <summary>Where sessions are recorded, if they are.</summary>
        public RecordingConfig? Recording { get; set; }

        /// <summary>
        /// Whether requests of the browser to web sites are signed, so that sites can tell the bot from others.
        /// </summary>
        public BrowserSigningConfigOutput? BrowserSigning { get; set; }

        /// <summary>Chrome enterprise policy files to apply.</summary>
        public List<BrowserEnterprisePolicy>? EnterprisePolicies { get; set; }

        /// <summary>Certificate authorities to trust besides the public ones.</summary>
        public List<Certificate>? Certificates { get; set; }

        /// <summary>File systems to mount.</summary>
        public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }

        /// <summary>Its state.</summary>
        public BrowserStatus? Status { get; set; }

        /// <summary>Why creation or deletion failed; absent when neither did.</summary>
        public string? FailureReason { get; set; }

        /// <summary>When it was created (UTC).</summary>
        public DateTime? CreatedAt { get; set; }

        /// <summary>When it last changed (UTC).</summary>
        public DateTime? LastUpdatedAt { get; set; }
    }
}

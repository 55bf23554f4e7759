using AgentCore.Client.Transport;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore
{
    public partial interface IAmazonBedrockAgentCore
    {
        /// <summary>Gets one session of a browser, whole.</summary>
        /// <param name="request">What is asked for.</param>
        /// <param name="cancellationToken">Ends the call early.</param>
        /// <returns>A browser session.</returns>
        /// <exception cref="AccessDeniedException">Not allowed (403).</exception>
        /// <exception cref="ValidationException">A rule of the API is broken (400).</exception>
        /// <exception cref="ResourceNotFoundException">No such resource (404).</exception>
        /// <exception cref="ThrottlingException">Too many requests (429).</exception>
        /// <exception cref="InternalServerException">The service failed (500).</exception>
        Task<GetBrowserSessionResponse> GetBrowserSessionAsync(
            GetBrowserSessionRequest request, CancellationToken cancellationToken = default);
    }

    public partial class AmazonBedrockAgentCoreClient
    {
        /// <inheritdoc/>
        public Task<GetBrowserSessionResponse> GetBrowserSessionAsync(
            GetBrowserSessionRequest request, CancellationToken cancellationToken = default)
            => SendAsync<GetBrowserSessionResponse>(request, cancellationToken);
    }
}

namespace Amazon.BedrockAgentCore.Model
{
    /// <summary>The request of <c>GetBrowserSession</c>: gets one session of a browser, whole.</summary>
    [Route("GET", "/browsers/{browserIdentifier}/sessions/get")]
    public class GetBrowserSessionRequest : AmazonBedrockAgentCoreRequest
    {
        /// <summary>
        /// Id or ARN of the browser; <c>aws.browser.v1</c> is the one that every account has. Required.
        /// </summary>
        [InPath]
        public string? BrowserIdentifier { get; set; }

        /// <summary>Id of the session. Required.</summary>
        [InQuery("sessionId")]
        public string? SessionId { get; set; }
    }

    /// <summary>The response of <c>GetBrowserSession</c>. A browser session.</summary>
    public class GetBrowserSessionResponse : AmazonWebServiceResponse
    {
        /// <summary>Id or ARN of the browser; <c>aws.browser.v1</c> is the one that every account has.</summary>
        public string? BrowserIdentifier { get; set; }

        /// <summary>Id of the session.</summary>
        public string? SessionId { get; set; }

        /// <summary>Its name.</summary>
        public string? Name { get; set; }

        /// <summary>When it was created (UTC).</summary>
        public DateTime? CreatedAt { get; set; }

        /// <summary>Size of the browser's window.</summary>
        public ViewPort? ViewPort { get; set; }

        /// <summary>Chrome extensions to load.</summary>
        public List<BrowserExtension>? Extensions { get; set; }

        /// <summary>Chrome enterprise policy files to apply.</summary>
        public List<BrowserEnterprisePolicy>? EnterprisePolicies { get; set; }

        /// <summary>The browser profile (cookies and local storage) to begin with.</summary>
        public BrowserProfileConfiguration? ProfileConfiguration { get; set; }

        /// <summary>How long the session lives, in seconds from its start, whether it is used or not.</summary>
        public int? SessionTimeoutSeconds { get; set; }

        /// <summary>Its state.</summary>
        public BrowserSessionStatus? Status { get; set; }

        /// <summary>Where the session can be driven and watched.</summary>
        public BrowserSessionStream? Streams { get; set; }

        /// <summary>The proxies that the browser goes through.</summary>
        public ProxyConfiguration? ProxyConfiguration { get; set; }

        /// <summary>Certificate authorities to trust besides the public ones.</summary>
        public List<Certificate>? Certificates { get; set; }

        /// <summary>File systems to mount.</summary>
        public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }

        /// <summary>Where the recording of the session lies; absent when it was not recorded.</summary>
        public string? SessionReplayArtifact { get; set; }

        /// <summary>When it last changed (UTC).</summary>
        public DateTime? LastUpdatedAt { get; set; }
    }
}

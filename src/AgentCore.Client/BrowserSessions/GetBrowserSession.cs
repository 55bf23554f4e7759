using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

/// <summary>Reads one browser session. Stands for the API operation GetBrowserSession.</summary>
[Route("GetBrowserSession", "GET", "/browsers/{browserIdentifier}/sessions/get")]
public partial class GetBrowserSessionRequest : AmazonBedrockAgentCoreRequest
{
    /// <summary>
    /// The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides. Required.
    /// </summary>
    [InPath("browserIdentifier")]
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session. Required.</summary>
    [InQuery("sessionId")]
    public string? SessionId { get; set; }
}

/// <summary>What GetBrowserSession answers.</summary>
public partial class GetBrowserSessionResponse : AmazonWebServiceResponse
{
    /// <summary>The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides.</summary>
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>The name. 1 to 100 characters.</summary>
    public string? Name { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>The size of the pages' visible area.</summary>
    public ViewPort? ViewPort { get; set; }

    /// <summary>Browser extensions to load. 1 to 10 entries.</summary>
    public List<BrowserExtension>? Extensions { get; set; }

    /// <summary>Chromium enterprise policy files to apply. At most 100 entries.</summary>
    public List<BrowserEnterprisePolicy>? EnterprisePolicies { get; set; }

    /// <summary>The browser profile that the session starts with.</summary>
    public BrowserProfileConfiguration? ProfileConfiguration { get; set; }

    /// <summary>The time to live in seconds, counted from the start of the session. 1 to 28,800.</summary>
    public int? SessionTimeoutSeconds { get; set; }

    /// <summary>The state it is in.</summary>
    public BrowserSessionStatus? Status { get; set; }

    /// <summary>The session's streams.</summary>
    public BrowserSessionStream? Streams { get; set; }

    /// <summary>The proxies that the session uses.</summary>
    public ProxyConfiguration? ProxyConfiguration { get; set; }

    /// <summary>Root certificates to trust beside the usual ones. 1 to 200 entries.</summary>
    public List<Certificate>? Certificates { get; set; }

    /// <summary>File systems to mount. At most 10 entries.</summary>
    public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }

    /// <summary>Where the recording of the session is; not set without one.</summary>
    public string? SessionReplayArtifact { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}

using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Reads one browser. Stands for the API operation GetBrowser.</summary>
[Route("GetBrowser", "GET", "/browsers/{browserId}")]
public partial class GetBrowserRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>
    /// The id of the browser; <c>aws.browser.v1</c> is the one that the service provides. Required.
    /// </summary>
    [InPath("browserId")]
    public string? BrowserId { get; set; }
}

/// <summary>What GetBrowser answers.</summary>
public partial class GetBrowserResponse : AmazonWebServiceResponse
{
    /// <summary>The id of the browser; <c>aws.browser.v1</c> is the one that the service provides.</summary>
    public string? BrowserId { get; set; }

    /// <summary>The ARN of the browser.</summary>
    public string? BrowserArn { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>A description in free text. 1 to 4,096 characters.</summary>
    public string? Description { get; set; }

    /// <summary>The ARN of the IAM role that the sessions act as. 1 to 2,048 characters.</summary>
    public string? ExecutionRoleArn { get; set; }

    /// <summary>Which network the sessions reach.</summary>
    public BrowserNetworkConfiguration? NetworkConfiguration { get; set; }

    /// <summary>Whether and where sessions are recorded.</summary>
    public RecordingConfig? Recording { get; set; }

    /// <summary>Whether the browser signs its HTTP requests, so that sites can recognise it.</summary>
    public BrowserSigningConfigOutput? BrowserSigning { get; set; }

    /// <summary>Chromium enterprise policy files to apply. At most 100 entries.</summary>
    public List<BrowserEnterprisePolicy>? EnterprisePolicies { get; set; }

    /// <summary>Root certificates to trust beside the usual ones. 1 to 200 entries.</summary>
    public List<Certificate>? Certificates { get; set; }

    /// <summary>File systems to mount. At most 10 entries.</summary>
    public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }

    /// <summary>The state it is in.</summary>
    public BrowserStatus? Status { get; set; }

    /// <summary>Why creation or deletion failed; not set otherwise.</summary>
    public string? FailureReason { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}

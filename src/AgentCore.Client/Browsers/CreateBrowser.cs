using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Creates a browser. Stands for the API operation CreateBrowser.</summary>
[Route("CreateBrowser", "PUT", "/browsers")]
public partial class CreateBrowserRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>The name. Required.</summary>
    public string? Name { get; set; }

    /// <summary>A description in free text. 1 to 4,096 characters.</summary>
    public string? Description { get; set; }

    /// <summary>The ARN of the IAM role that the sessions act as. 1 to 2,048 characters.</summary>
    public string? ExecutionRoleArn { get; set; }

    /// <summary>Which network the sessions reach. Required.</summary>
    public BrowserNetworkConfiguration? NetworkConfiguration { get; set; }

    /// <summary>Whether and where sessions are recorded.</summary>
    public RecordingConfig? Recording { get; set; }

    /// <summary>Whether the browser signs its HTTP requests, so that sites can recognise it.</summary>
    public BrowserSigningConfigInput? BrowserSigning { get; set; }

    /// <summary>Chromium enterprise policy files to apply. At most 100 entries.</summary>
    public List<BrowserEnterprisePolicy>? EnterprisePolicies { get; set; }

    /// <summary>Root certificates to trust beside the usual ones. 1 to 200 entries.</summary>
    public List<Certificate>? Certificates { get; set; }

    /// <summary>File systems to mount. At most 10 entries.</summary>
    public List<ToolsFileSystemConfiguration>? FilesystemConfigurations { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [IdempotencyToken]
    public string? ClientToken { get; set; }

    /// <summary>The tags: keys and values. At most 50 entries.</summary>
    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>What CreateBrowser answers.</summary>
public partial class CreateBrowserResponse : AmazonWebServiceResponse
{
    /// <summary>The id of the browser; <c>aws.browser.v1</c> is the one that the service provides.</summary>
    public string? BrowserId { get; set; }

    /// <summary>The ARN of the browser.</summary>
    public string? BrowserArn { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>The state it is in.</summary>
    public BrowserStatus? Status { get; set; }
}

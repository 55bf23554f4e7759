using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Creates a browser profile. Stands for the API operation CreateBrowserProfile.</summary>
[Route("CreateBrowserProfile", "PUT", "/browser-profiles")]
public partial class CreateBrowserProfileRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>The name. Required.</summary>
    public string? Name { get; set; }

    /// <summary>A description in free text. 1 to 4,096 characters.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [IdempotencyToken]
    public string? ClientToken { get; set; }

    /// <summary>The tags: keys and values. At most 50 entries.</summary>
    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>What CreateBrowserProfile answers.</summary>
public partial class CreateBrowserProfileResponse : AmazonWebServiceResponse
{
    /// <summary>The id of the browser profile.</summary>
    public string? ProfileId { get; set; }

    /// <summary>The ARN of the browser profile.</summary>
    public string? ProfileArn { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>The state it is in.</summary>
    public BrowserProfileStatus? Status { get; set; }
}

using Amazon.AgentCore.Transport;
using Amazon.Runtime;

namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>Deletes a browser profile. Stands for the API operation DeleteBrowserProfile.</summary>
[Route("DeleteBrowserProfile", "DELETE", "/browser-profiles/{profileId}")]
public partial class DeleteBrowserProfileRequest : AmazonBedrockAgentCoreControlRequest
{
    /// <summary>The id of the browser profile. Required.</summary>
    [InPath("profileId")]
    public string? ProfileId { get; set; }

    /// <summary>
    /// The idempotency token: a repeated request with the same token has its effect once. Made by the client when not
    /// set. 33 to 256 characters.
    /// </summary>
    [InQuery("clientToken")]
    [IdempotencyToken]
    public string? ClientToken { get; set; }
}

/// <summary>What DeleteBrowserProfile answers.</summary>
public partial class DeleteBrowserProfileResponse : AmazonWebServiceResponse
{
    /// <summary>The id of the browser profile.</summary>
    public string? ProfileId { get; set; }

    /// <summary>The ARN of the browser profile.</summary>
    public string? ProfileArn { get; set; }

    /// <summary>The state it is in.</summary>
    public BrowserProfileStatus? Status { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }

    /// <summary>When a session was last saved into it (UTC); not set when never.</summary>
    public DateTime? LastSavedAt { get; set; }
}

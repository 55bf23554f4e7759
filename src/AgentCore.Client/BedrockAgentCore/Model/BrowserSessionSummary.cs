namespace Amazon.BedrockAgentCore.Model;

/// <summary>A browser session as lists show it.</summary>
public class BrowserSessionSummary
{
    /// <summary>The id or ARN of the browser; <c>aws.browser.v1</c> is the one that the service provides.</summary>
    public string? BrowserIdentifier { get; set; }

    /// <summary>The id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>The name. 1 to 100 characters.</summary>
    public string? Name { get; set; }

    /// <summary>The state it is in.</summary>
    public BrowserSessionStatus? Status { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

/// <summary>A browser session as lists show it.</summary>
public class BrowserSessionSummary
{
    /// <summary>Id or ARN of the browser; <c>aws.browser.v1</c> is the one that every account has.</summary>
    public string? BrowserIdentifier { get; set; }

    /// <summary>Id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its state.</summary>
    public BrowserSessionStatus? Status { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}

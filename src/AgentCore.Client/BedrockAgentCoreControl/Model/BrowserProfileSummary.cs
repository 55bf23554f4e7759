namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A browser profile as lists show it.</summary>
public class BrowserProfileSummary
{
    /// <summary>The id of the browser profile.</summary>
    public string? ProfileId { get; set; }

    /// <summary>The ARN of the browser profile.</summary>
    public string? ProfileArn { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>A description in free text. 1 to 4,096 characters.</summary>
    public string? Description { get; set; }

    /// <summary>The state it is in.</summary>
    public BrowserProfileStatus? Status { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }

    /// <summary>When a session was last saved into it (UTC); not set when never.</summary>
    public DateTime? LastSavedAt { get; set; }

    /// <summary>The session that was last saved into it.</summary>
    public string? LastSavedBrowserSessionId { get; set; }

    /// <summary>The browser whose session was last saved into it.</summary>
    public string? LastSavedBrowserId { get; set; }
}

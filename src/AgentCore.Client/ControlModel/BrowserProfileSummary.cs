namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A browser profile as lists show it.</summary>
public class BrowserProfileSummary
{
    /// <summary>Id of the browser profile: its name and ten characters.</summary>
    public string? ProfileId { get; set; }

    /// <summary>ARN of the browser profile.</summary>
    public string? ProfileArn { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Free text that says what it is for.</summary>
    public string? Description { get; set; }

    /// <summary>Its state.</summary>
    public BrowserProfileStatus? Status { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }

    /// <summary>When a session was last saved into the profile (UTC); absent when none was.</summary>
    public DateTime? LastSavedAt { get; set; }

    /// <summary>Id of the session that was last saved into the profile.</summary>
    public string? LastSavedBrowserSessionId { get; set; }

    /// <summary>Id of the browser whose session was last saved into the profile.</summary>
    public string? LastSavedBrowserId { get; set; }
}

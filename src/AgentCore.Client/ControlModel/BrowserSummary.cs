namespace Amazon.BedrockAgentCoreControl.Model;

/// <summary>A browser as lists show it.</summary>
public class BrowserSummary
{
    /// <summary>Id of the browser: <c>aws.browser.v1</c>, or the name and ten characters of an own one.</summary>
    public string? BrowserId { get; set; }

    /// <summary>ARN of the browser.</summary>
    public string? BrowserArn { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Free text that says what it is for.</summary>
    public string? Description { get; set; }

    /// <summary>Its state.</summary>
    public BrowserStatus? Status { get; set; }

    /// <summary>When it was created (UTC).</summary>
    public DateTime? CreatedAt { get; set; }

    /// <summary>When it last changed (UTC).</summary>
    public DateTime? LastUpdatedAt { get; set; }
}

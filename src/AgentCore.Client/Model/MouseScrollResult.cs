namespace Amazon.BedrockAgentCore.Model;

/// <summary>What became of scrolling.</summary>
public class MouseScrollResult
{
    /// <summary>Its state.</summary>
    public BrowserActionStatus? Status { get; set; }

    /// <summary>Why the action failed; absent when it did not.</summary>
    public string? Error { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

/// <summary>What became of a click.</summary>
public class MouseClickResult
{
    /// <summary>Its state.</summary>
    public BrowserActionStatus? Status { get; set; }

    /// <summary>Why the action failed; absent when it did not.</summary>
    public string? Error { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

/// <summary>The outcome of a mouse drag.</summary>
public class MouseDragResult
{
    /// <summary>The state it is in.</summary>
    public BrowserActionStatus? Status { get; set; }

    /// <summary>Why the action failed; not set when it succeeded.</summary>
    public string? Error { get; set; }
}

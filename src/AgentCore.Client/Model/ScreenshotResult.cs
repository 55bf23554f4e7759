namespace Amazon.BedrockAgentCore.Model;

/// <summary>What became of a screenshot.</summary>
public class ScreenshotResult
{
    /// <summary>Its state.</summary>
    public BrowserActionStatus? Status { get; set; }

    /// <summary>Why the action failed; absent when it did not.</summary>
    public string? Error { get; set; }

    /// <summary>The picture as PNG bytes.</summary>
    public MemoryStream? Data { get; set; }
}

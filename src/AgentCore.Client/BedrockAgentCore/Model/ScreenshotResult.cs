namespace Amazon.BedrockAgentCore.Model;

/// <summary>The outcome of a screenshot.</summary>
public class ScreenshotResult
{
    /// <summary>The state it is in.</summary>
    public BrowserActionStatus? Status { get; set; }

    /// <summary>Why the action failed; not set when it succeeded.</summary>
    public string? Error { get; set; }

    /// <summary>The bytes of the picture or other binary content.</summary>
    public MemoryStream? Data { get; set; }
}

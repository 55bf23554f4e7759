namespace Amazon.BedrockAgentCore.Model;

/// <summary>How to take the picture.</summary>
public class ScreenshotArguments
{
    /// <summary>The picture format.</summary>
    public ScreenshotFormat? Format { get; set; }
}

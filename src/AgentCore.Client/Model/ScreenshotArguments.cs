namespace Amazon.BedrockAgentCore.Model;

/// <summary>Takes a picture of the page.</summary>
public class ScreenshotArguments
{
    /// <summary>The picture format; PNG is the only one.</summary>
    public ScreenshotFormat? Format { get; set; }
}

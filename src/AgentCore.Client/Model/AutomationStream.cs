namespace Amazon.BedrockAgentCore.Model;

/// <summary>The stream that programs drive a browser session through.</summary>
public class AutomationStream
{
    /// <summary>The WebSocket address, to be opened with signed headers.</summary>
    public string? StreamEndpoint { get; set; }

    /// <summary>Whether programs may drive the browser.</summary>
    public AutomationStreamStatus? StreamStatus { get; set; }
}

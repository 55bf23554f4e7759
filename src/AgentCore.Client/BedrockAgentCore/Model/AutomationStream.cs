namespace Amazon.BedrockAgentCore.Model;

/// <summary>The stream that programs drive a browser over.</summary>
public class AutomationStream
{
    /// <summary>The address of the stream, without a signature. 10 to 512 characters.</summary>
    public string? StreamEndpoint { get; set; }

    /// <summary>Whether programs may drive the browser.</summary>
    public AutomationStreamStatus? StreamStatus { get; set; }
}

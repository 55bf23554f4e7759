namespace Amazon.BedrockAgentCore.Model;

/// <summary>The stream that people watch a browser session through.</summary>
public class LiveViewStream
{
    /// <summary>The address, to be opened with a presigned URL.</summary>
    public string? StreamEndpoint { get; set; }
}

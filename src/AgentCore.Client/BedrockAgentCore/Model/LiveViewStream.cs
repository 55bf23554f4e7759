namespace Amazon.BedrockAgentCore.Model;

/// <summary>The stream a person watches and uses a browser over.</summary>
public class LiveViewStream
{
    /// <summary>The address of the stream, without a signature. 10 to 512 characters.</summary>
    public string? StreamEndpoint { get; set; }
}

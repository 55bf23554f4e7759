namespace Amazon.BedrockAgentCore.Model;

/// <summary>A proxy: a union, exactly one member is set.</summary>
public class Proxy
{
    /// <summary>A proxy server of the caller's own.</summary>
    public ExternalProxy? ExternalProxy { get; set; }
}

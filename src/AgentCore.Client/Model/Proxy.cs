namespace Amazon.BedrockAgentCore.Model;

/// <summary>A proxy. Exactly one member is set.</summary>
public class Proxy
{
    /// <summary>A proxy of your own.</summary>
    public ExternalProxy? ExternalProxy { get; set; }
}

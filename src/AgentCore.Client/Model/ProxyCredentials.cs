namespace Amazon.BedrockAgentCore.Model;

/// <summary>How to sign in at a proxy. Exactly one member is set.</summary>
public class ProxyCredentials
{
    /// <summary>A user name and password, kept in a secret.</summary>
    public BasicAuth? BasicAuth { get; set; }
}

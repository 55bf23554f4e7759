namespace Amazon.BedrockAgentCore.Model;

/// <summary>How to sign in to a proxy: a union, exactly one member is set.</summary>
public class ProxyCredentials
{
    /// <summary>User name and password, kept in a secret.</summary>
    public BasicAuth? BasicAuth { get; set; }
}

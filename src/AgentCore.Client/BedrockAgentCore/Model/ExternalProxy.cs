namespace Amazon.BedrockAgentCore.Model;

/// <summary>A proxy server of the caller's own.</summary>
public class ExternalProxy
{
    /// <summary>The host name of the proxy. 1 to 253 characters.</summary>
    public string? Server { get; set; }

    /// <summary>The TCP port of the proxy. 1 to 65,535.</summary>
    public int? Port { get; set; }

    /// <summary>Domains, one pattern each; a leading dot includes the subdomains. 1 to 100 entries.</summary>
    public List<string>? DomainPatterns { get; set; }

    /// <summary>How to sign in to the proxy; none when not set.</summary>
    public ProxyCredentials? Credentials { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

/// <summary>A proxy of your own that the browser goes through.</summary>
public class ExternalProxy
{
    /// <summary>Host name of the proxy. 1 to 253 characters. Required.</summary>
    public string? Server { get; set; }

    /// <summary>TCP port of the proxy. 1 to 65535. Required.</summary>
    public int? Port { get; set; }

    /// <summary>
    /// Host names this proxy is for; a leading dot covers subdomains. Every host when absent. 1 to 100 entries.
    /// </summary>
    public List<string>? DomainPatterns { get; set; }

    /// <summary>How to sign in at the proxy; absent when it asks for nothing.</summary>
    public ProxyCredentials? Credentials { get; set; }
}

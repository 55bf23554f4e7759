namespace Amazon.BedrockAgentCore.Model;

/// <summary>The proxies of a browser session.</summary>
public class ProxyConfiguration
{
    /// <summary>The proxies; the first whose patterns match a host is used. 1 to 5 entries. Required.</summary>
    public List<Proxy>? Proxies { get; set; }

    /// <summary>Hosts that are reached directly, without a proxy.</summary>
    public ProxyBypass? Bypass { get; set; }
}

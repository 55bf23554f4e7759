namespace Amazon.BedrockAgentCore.Model;

/// <summary>The proxies of a session.</summary>
public class ProxyConfiguration
{
    /// <summary>The proxies, tried in this order by their domain patterns. 1 to 5 entries.</summary>
    public List<Proxy>? Proxies { get; set; }

    /// <summary>The domains that are reached without a proxy.</summary>
    public ProxyBypass? Bypass { get; set; }
}

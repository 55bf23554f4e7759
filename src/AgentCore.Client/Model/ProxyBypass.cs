namespace Amazon.BedrockAgentCore.Model;

/// <summary>Hosts that are reached without a proxy.</summary>
public class ProxyBypass
{
    /// <summary>Host names that bypass every proxy; a leading dot covers subdomains. 1 to 100 entries.</summary>
    public List<string>? DomainPatterns { get; set; }
}

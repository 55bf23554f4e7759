namespace Amazon.BedrockAgentCore.Model;

/// <summary>Domains that are reached directly.</summary>
public class ProxyBypass
{
    /// <summary>Domains, one pattern each; a leading dot includes the subdomains. 1 to 100 entries.</summary>
    public List<string>? DomainPatterns { get; set; }
}

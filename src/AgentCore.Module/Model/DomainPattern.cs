using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore;

/// <summary>Host names and patterns of host names, as the proxy settings take them.</summary>
internal static class DomainPattern
{
    /// <summary>The host name, if it is one, and not too long.</summary>
    public static string Host(string text) => Limits.Form(
        "Host name",
        Limits.Length(
            "Host name", text, DataLimits.ExternalProxy.ServerMinLength, DataLimits.ExternalProxy.ServerMaxLength),
        DataLimits.ExternalProxy.ServerPattern,
        "proxy.example.com");

    /// <summary>The patterns, if they are some, not too many, and each is a host name or a dot and one.</summary>
    public static string[] All(string what, string[] patterns)
    {
        _ = Limits.Range(
            $"Number of {what}",
            patterns.Length,
            DataLimits.ExternalProxy.DomainPatternsMinCount,
            DataLimits.ExternalProxy.DomainPatternsMaxCount);
        foreach (var pattern in patterns)
        {
            _ = Limits.Form(
                "Domain pattern",
                Limits.Length(
                    "Domain pattern",
                    pattern,
                    DataLimits.ExternalProxy.DomainPatternsItemMinLength,
                    DataLimits.ExternalProxy.DomainPatternsItemMaxLength),
                DataLimits.ExternalProxy.DomainPatternsItemPattern,
                "example.com or .example.com");
        }

        return patterns;
    }
}

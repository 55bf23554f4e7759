using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>Host names and patterns of host names, as the proxy settings take them.</summary>
internal static class DomainPattern
{
    private const string Label = @"[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?";
    private const string Name = Label + @"(\." + Label + ")*";

    private static readonly Regex HostForm = new(Name, RegexOptions.CultureInvariant);
    private static readonly Regex PatternForm = new(@"(\.)?" + Name, RegexOptions.CultureInvariant);

    /// <summary>The host name, if it is one of 1 to 253 characters.</summary>
    public static string Host(string text) =>
        Limits.Form("Host name", Limits.Length("Host name", text, 1, 253), HostForm, "proxy.example.com");

    /// <summary>The patterns, if there are 1 to 100 of them and each is a host name, or one with a dot before it.</summary>
    public static string[] All(string what, string[] patterns)
    {
        _ = Limits.Range($"Number of {what}", patterns.Length, 1, 100);
        foreach (var pattern in patterns)
        {
            _ = Limits.Form("Domain pattern", Limits.Length("Domain pattern", pattern, 1, 253), PatternForm, "example.com or .example.com");
        }

        return patterns;
    }
}

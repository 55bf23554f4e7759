using System.Globalization;
using System.Text.RegularExpressions;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore;

/// <summary>A proxy that a browser session goes through, such as <c>proxy.example.com:8080</c>.</summary>
public sealed class BrowserProxy
{
    internal const string NoPassword =
        "A proxy with user name and password in its address is not valid. Give @{ Server = ..; Port = ..; SecretArn "
            + "= .. }.";

    private string _server = "";
    private int _port;
    private string[] _domainPattern = [];

    /// <summary>Its host name, 1 to 253 characters, without scheme.</summary>
    /// <exception cref="ArgumentException">The value is not a valid host name.</exception>
    public string Server
    {
        get => _server;
        set => _server = AgentCore.DomainPattern.Host(value);
    }

    /// <summary>Its port, 1 to 65535.</summary>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public int Port
    {
        get => _port;
        set => _port = Limits.Range(
            "Proxy port", value, DataLimits.ExternalProxy.PortMin, DataLimits.ExternalProxy.PortMax);
    }

    /// <summary>
    /// Which hosts go through it, 1 to 100 names, with a dot before for all below; empty for every host.
    /// </summary>
    /// <exception cref="ArgumentException">A value is not a valid host name.</exception>
    public string[] DomainPattern
    {
        get => _domainPattern;
        set => _domainPattern = AgentCore.DomainPattern.All("domain patterns", value);
    }

    /// <summary>The secret that holds user name and password; null where the proxy requires none.</summary>
    public SecretArn? SecretArn { get; set; }

    /// <summary>Reads text such as <c>proxy.example.com:8080</c>.</summary>
    /// <param name="text">Host name and port with a colon between; <c>http://</c> may stand before.</param>
    /// <exception cref="ArgumentException">It has another form; user name and password belong into a
    /// secret.</exception>
    public static BrowserProxy Parse(string text)
    {
        var parts = Regex.Match(
            text ?? "", @"\A\s*(?:http://)?([^\s:/@]+):([0-9]{1,9})/?\s*\z", RegexOptions.IgnoreCase);
        if (parts.Success)
        {
            return new BrowserProxy
            {
                Server = parts.Groups[1].Value,
                Port = int.Parse(parts.Groups[2].Value, CultureInfo.InvariantCulture),
            };
        }

        // What may be a password is not repeated.
        throw new ArgumentException(text?.Contains('@') is true
            ? NoPassword
            : $"'{text}' is not a valid proxy. Use proxy.example.com:8080.");
    }

    /// <summary>Takes the values of a response without validation: the limits may have changed since.</summary>
    internal static BrowserProxy FromService(string server, int port, string[] domainPattern, SecretArn? secretArn) =>
        new() { _server = server, _port = port, _domainPattern = domainPattern, SecretArn = secretArn };

    /// <summary>Host name and port.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}:{1}", Server, Port);
}

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

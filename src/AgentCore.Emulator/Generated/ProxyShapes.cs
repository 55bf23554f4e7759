using AgentCore.Emulator.Http;

// The shapes of a session's proxies. Names and limits are those of the service's model.
namespace AgentCore.Emulator.Generated;

/// <summary>ProxyConfiguration.</summary>
internal sealed record ProxyConfiguration
{
    /// <summary>The proxies, first match first.</summary>
    [Required, Size(1, 5)]
    public IReadOnlyList<Proxy>? Proxies { get; init; }

    /// <summary>What goes past them.</summary>
    public ProxyBypass? Bypass { get; init; }
}

/// <summary>Proxy.</summary>
[Union]
internal sealed record Proxy
{
    /// <summary>A proxy of the caller's own.</summary>
    public ExternalProxy? ExternalProxy { get; init; }
}

/// <summary>ExternalProxy.</summary>
internal sealed record ExternalProxy
{
    /// <summary>Host name.</summary>
    [Required, Size(1, 253), Pattern(ProxyPatterns.HostName)]
    public string? Server { get; init; }

    /// <summary>Port.</summary>
    [Required, Between(1, 65535)]
    public int? Port { get; init; }

    /// <summary>Domains it is for; all when absent.</summary>
    [Size(1, 100), Size(1, 253, Of = Part.Items), Pattern(ProxyPatterns.Domain, Of = Part.Items)]
    public IReadOnlyList<string>? DomainPatterns { get; init; }

    /// <summary>How to sign in.</summary>
    public ProxyCredentials? Credentials { get; init; }
}

/// <summary>ProxyCredentials.</summary>
[Union]
internal sealed record ProxyCredentials
{
    /// <summary>User name and password.</summary>
    public BasicAuth? BasicAuth { get; init; }
}

/// <summary>BasicAuth.</summary>
internal sealed record BasicAuth
{
    /// <summary>ARN of the secret that holds them.</summary>
    [Required, Pattern(SharedPatterns.SecretArn)]
    public string? SecretArn { get; init; }
}

/// <summary>ProxyBypass.</summary>
internal sealed record ProxyBypass
{
    /// <summary>Domains that go past the proxies.</summary>
    [Size(1, 100), Size(1, 253, Of = Part.Items), Pattern(ProxyPatterns.Domain, Of = Part.Items)]
    public IReadOnlyList<string>? DomainPatterns { get; init; }
}

/// <summary>Patterns of this file.</summary>
internal static class ProxyPatterns
{
    /// <summary>HostName.</summary>
    public const string HostName =
        @"[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?)*";

    /// <summary>DomainPattern.</summary>
    public const string Domain = @"(\.)?" + HostName;
}

using System.Text.Json;

namespace AgentCore;

/// <summary>A cookie of a browser session's browser. Its value is often as secret as a password.</summary>
public sealed class BrowserCookie
{
    private readonly DateTimeOffset? _expires;

    internal BrowserCookie(string name, string value, string domain, string path, DateTimeOffset? expires)
    {
        (Name, Value, Domain, Path) = (name, value, domain, path);
        _expires = expires;
    }

    /// <summary>Its name; may be empty.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public string Value { get; }

    /// <summary>The host that gets it; with a dot before it, also the hosts below it.</summary>
    public string Domain { get; }

    /// <summary>Addresses with this path, or one below it, get it.</summary>
    public string Path { get; }

    /// <summary>When the browser forgets it, local time; null where it does at its end.</summary>
    public DateTime? Expires => _expires?.LocalDateTime;

    /// <summary>Whether it is sent over encrypted connections alone.</summary>
    public bool Secure { get; internal init; }

    /// <summary>Whether scripts cannot read it.</summary>
    public bool HttpOnly { get; internal init; }

    /// <summary>Whether requests from other sites have it; null where the site did not say.</summary>
    public string? SameSite => Rule?.ToString();

    internal CookieSameSite? Rule { get; init; }

    /// <summary>The session that has it.</summary>
    public string? SessionId => Session?.SessionId;

    internal BrowserSession? Session { get; init; }

    internal DateTimeOffset? ExpiresAt => _expires;

    /// <summary>The site in whose pages alone it exists, as the browser writes it; null for most cookies.</summary>
    internal JsonElement? Partition { get; init; }

    /// <summary>Name and domain; the value is not shown.</summary>
    public override string ToString() => $"{Name} ({Domain}{Path})";
}

/// <summary>Which requests from other sites have a cookie.</summary>
public enum CookieSameSite
{
    /// <summary>Those of links that are followed alone.</summary>
    Lax,

    /// <summary>None.</summary>
    Strict,

    /// <summary>All; the cookie must be Secure.</summary>
    None,
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Cookies;

/// <summary>A cookie to set: as a user gives it, or a file has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it holds.</param>
internal sealed record NewCookie(string Name, string Value)
{
    /// <summary>An address that gets it; null where <see cref="Domain"/> says so.</summary>
    public string? Url { get; init; }

    /// <summary>The host that gets it; with a dot before it, also those below it.</summary>
    public string? Domain { get; init; }

    /// <summary>The path that gets it.</summary>
    public string? Path { get; init; }

    /// <summary>When it ends; null where it does with the browser.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Whether it is sent over encrypted connections alone.</summary>
    public bool Secure { get; init; }

    /// <summary>Whether scripts cannot read it.</summary>
    public bool HttpOnly { get; init; }

    /// <summary>Which requests from other sites have it.</summary>
    public CookieSameSite? SameSite { get; init; }

    /// <summary>The site in whose pages alone it exists, as the browser writes it.</summary>
    public JsonElement? Partition { get; init; }

    /// <summary>The host, whichever way it was given.</summary>
    public string Host => Domain ?? new Uri(Url!).Host;

    /// <summary>Name and host; the value is not shown.</summary>
    public override string ToString() => $"'{Name}' of {Host}";

    /// <summary>The same cookie again.</summary>
    public static NewCookie Of(BrowserCookie cookie) => new(cookie.Name, cookie.Value)
    {
        Domain = cookie.Domain,
        Path = cookie.Path,
        Expires = cookie.ExpiresAt,
        Secure = cookie.Secure,
        HttpOnly = cookie.HttpOnly,
        SameSite = cookie.Rule,
        Partition = cookie.Partition,
    };

    /// <summary>Reads what came down the pipeline: a cookie, a hashtable or a row of a file.</summary>
    /// <exception cref="AgentCoreException">It has no name or no place, or a value that cannot be read.</exception>
    public static NewCookie Read(object? given)
    {
        var bare = given is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : given;
        return bare switch
        {
            BrowserCookie cookie => Of(cookie),
            IDictionary map => OfParts(map.Keys.Cast<object>().Select(key => ($"{key}", (object?)map[key]))),
            PSObject row => OfParts(row.Properties.Select(part => (part.Name, (object?)part.Value))),
            _ => throw Failures.InvalidArgument(
                $"'{given}' is not a cookie. Give one of Get-ACBrowserCookie, "
                    + "or a hashtable with Name, Value and Domain."),
        };
    }

    /// <exception cref="AgentCoreException">A part is missing, or cannot be read.</exception>
    private static NewCookie OfParts(IEnumerable<(string Name, object? Value)> given)
    {
        var parts = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in given)
        {
            parts[key] = value is PSObject wrapped ? wrapped.BaseObject : value;
        }

        // A name may be empty.
        var name = parts.TryGetValue("Name", out var called) ? $"{called}" : throw Failures.InvalidArgument(
            "A cookie has no Name. It has Name, Value, Domain or Url, Path, Expires, Secure, HttpOnly and SameSite.");
        return new NewCookie(name, Text("Value") ?? "")
        {
            Url = Text("Url"),
            Domain = Text("Domain"),
            Path = Text("Path"),
            Expires = TimeOf(name, parts.TryGetValue("Expires", out var time) ? time : null),
            Secure = Flag("Secure"),
            HttpOnly = Flag("HttpOnly"),
            SameSite = SameSiteOf(name, Text("SameSite")),
        }.Checked();

        string? Text(string key) =>
            parts.TryGetValue(key, out var value) && value?.ToString() is { Length: > 0 } text ? text : null;

        bool Flag(string key) => Text(key) switch
        {
            null or "0" => false,
            "1" => true,
            { } text => bool.TryParse(text, out var flag)
                ? flag
                : throw Failures.InvalidArgument($"{key} '{text}' of the cookie '{name}' is not True or False."),
        };
    }

    /// <summary>The same, if it can be placed.</summary>
    /// <exception cref="AgentCoreException">It belongs nowhere, or the browser would set another one.</exception>
    public NewCookie Checked()
    {
        if (Url is null && Domain is null)
        {
            throw Failures.InvalidArgument($"The cookie '{Name}' has neither Domain nor Url, one of which it needs.");
        }

        if (new[] { Name, Value, Domain, Path, Url }.Any(text => text is not null && LoneSurrogates.AreIn(text)))
        {
            throw Failures.InvalidArgument(
                $"The cookie '{Name}' has half of a character (a lone surrogate), which cannot be sent. Leave it out.");
        }

        if (Domain is not null && Uri.CheckHostName(Domain.TrimStart('.')) == UriHostNameType.Unknown)
        {
            throw Failures.InvalidArgument(
                $"The domain '{Domain}' of the cookie '{Name}' is not the name of a host. Use example.com, or "
                    + ".example.com for the hosts below it, too; an address belongs to Url.");
        }

        return Url is null
            || (Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            ? this
            : throw Failures.InvalidArgument(
                $"'{Url}' of the cookie '{Name}' is not a valid address. Use https://example.com.");
    }

    private static DateTimeOffset? TimeOf(string name, object? value) => value switch
    {
        null or "" => null,
        DateTimeOffset moment => moment,
        DateTime moment => new DateTimeOffset(moment),
        _ when double.TryParse(
            Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var seconds) => CookieTime.Of(seconds),
        _ when DateTimeOffset.TryParse(
            $"{value}", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment) => moment,
        // As Export-Csv writes it.
        _ when DateTimeOffset.TryParse(
            $"{value}", CultureInfo.CurrentCulture, DateTimeStyles.AssumeLocal, out var moment) => moment,
        _ => throw Failures.InvalidArgument(
            $"Expires '{value}' of the cookie '{name}' is not a time. Use a date, or seconds since 1970."),
    };

    private static CookieSameSite? SameSiteOf(string name, string? text) => text?.ToUpperInvariant() switch
    {
        // As browsers' extensions write them, too.
        null or "UNSPECIFIED" => null,
        "LAX" => CookieSameSite.Lax,
        "STRICT" => CookieSameSite.Strict,
        "NONE" or "NO_RESTRICTION" => CookieSameSite.None,
        // As ConvertTo-Json writes a value of the enumeration.
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Enum.IsDefined(typeof(CookieSameSite), number) => (CookieSameSite)number,
        _ => throw Failures.InvalidArgument(
            $"SameSite '{text}' of the cookie '{name}' is not valid. Use Lax, Strict or None."),
    };
}

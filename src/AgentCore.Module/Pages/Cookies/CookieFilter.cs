using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Pages.Cookies;

/// <summary>Which cookies are meant.</summary>
/// <param name="names">What their names are like, with wildcards; null for all.</param>
/// <param name="domains">What their domains are like, with wildcards; null for all.</param>
/// <param name="url">An address that gets them; null for all.</param>
internal sealed class CookieFilter(string[]? names, string[]? domains, string? url)
{
    private readonly WildcardPattern[]? _names = Patterns(names);
    private readonly WildcardPattern[]? _domains = Patterns(domains);
    private readonly Uri? _url = url is null ? null : AddressOf(url);

    /// <summary>Whether all cookies are meant.</summary>
    public bool IsEmpty => _names is null && _domains is null && _url is null;

    /// <summary>Whether a cookie is meant.</summary>
    public bool IsMatch(BrowserCookie cookie) =>
        Matches(_names, cookie.Name) && MatchesDomain(cookie.Domain) && (_url is null || IsSent(cookie, _url));

    /// <summary>Whether what a site keeps is meant, to which names do not matter.</summary>
    public bool IsMatch(Uri origin) =>
        MatchesDomain(origin.Host)
            && (_url is null || _url.GetLeftPart(UriPartial.Authority) == origin.GetLeftPart(UriPartial.Authority));

    // As RFC 6265 has it. Browsers take their own machine's addresses for secure.
    private static bool IsSent(BrowserCookie cookie, Uri url)
    {
        var domain = cookie.Domain.TrimStart('.');
        var isHost = string.Equals(domain, url.Host, StringComparison.OrdinalIgnoreCase)
            || (cookie.Domain.StartsWith(".", StringComparison.Ordinal)
                && url.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
        var path = cookie.Path.TrimEnd('/');
        return isHost
            && (url.AbsolutePath == path || url.AbsolutePath.StartsWith(path + "/", StringComparison.Ordinal))
            && (!cookie.Secure || url.Scheme == "https" || url.IsLoopback);
    }

    private bool MatchesDomain(string domain) =>
        Matches(_domains, domain) || Matches(_domains, domain.TrimStart('.')) || Matches(_domains, "." + domain);

    private static bool Matches(WildcardPattern[]? patterns, string text) =>
        patterns is null || Array.Exists(patterns, pattern => pattern.IsMatch(text));

    private static WildcardPattern[]? Patterns(string[]? texts) => texts is null
        ? null
        : [.. texts.Select(text => WildcardPattern.Get(text, WildcardOptions.IgnoreCase))];

    private static Uri AddressOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0
            ? address
            : throw Failures.InvalidArgument($"'{url}' is not a valid address. Use https://example.com.");
}

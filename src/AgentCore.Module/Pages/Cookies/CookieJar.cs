using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Cookies;

/// <summary>The cookies of a session's browser. The browser itself is asked, so that no page has to respond.</summary>
internal static class CookieJar
{
    private static readonly DateTimeOffset Past = DateTimeOffset.FromUnixTimeSeconds(1);

    /// <summary>All cookies.</summary>
    public static async Task<IReadOnlyList<BrowserCookie>> ReadAsync(
        SessionBrowser browser, BrowserSession session, CancellationToken cancellationToken)
    {
        var found = await browser.Transport.SendAsync("Storage.getCookies", new { }, null, cancellationToken);
        return [.. found.GetProperty("cookies").EnumerateArray().Select(cookie => Read(cookie, session))];
    }

    /// <summary>Sets a cookie, and makes sure that the browser has kept it.</summary>
    /// <exception cref="AgentCoreException">The browser does not keep such a cookie.</exception>
    public static async Task SetAsync(SessionBrowser browser, NewCookie cookie, CancellationToken cancellationToken)
    {
        if (cookie.SameSite == CookieSameSite.None && !cookie.Secure)
        {
            throw Failed(cookie, "with SameSite None it must be Secure.");
        }

        try
        {
            await SendAsync(browser, cookie, cancellationToken);
        }
        catch (CdpException)
        {
            throw Failed(
                cookie,
                "name and value must be without control characters and semicolons and have 4,096 bytes at most; domain "
                    + "and path must fit the address; a name that begins with __Host- or __Secure- needs Secure.");
        }
    }

    /// <summary>Removes a cookie; one that is not there is none to remove.</summary>
    public static Task RemoveAsync(
        SessionBrowser browser, BrowserCookie cookie, CancellationToken cancellationToken) => SendAsync(
        browser, NewCookie.Of(cookie) with { Value = "", Expires = Past }, cancellationToken);

    /// <summary>Whether a cookie of the browser is the one that was set.</summary>
    public static bool IsSame(BrowserCookie kept, NewCookie cookie) =>
        kept.Name == cookie.Name && kept.Value == cookie.Value
            && string.Equals(
                kept.Domain.TrimStart('.'), cookie.Host.TrimStart('.'), StringComparison.OrdinalIgnoreCase);

    /// <summary>The error for a cookie that is not kept.</summary>
    public static AgentCoreException Failed(NewCookie cookie, string reason) =>
        Failures.InvalidArgument($"The browser does not take the cookie {cookie}: {reason}");

    private static Task SendAsync(SessionBrowser browser, NewCookie cookie, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object>
        {
            ["name"] = cookie.Name,
            ["value"] = cookie.Value,
            ["secure"] = cookie.Secure,
            ["httpOnly"] = cookie.HttpOnly,
        };
        Add("url", cookie.Url);
        Add("domain", cookie.Domain);
        Add("path", cookie.Path);
        Add("sameSite", cookie.SameSite?.ToString());
        Add("expires", cookie.Expires is { } end ? CookieTime.SecondsOf(end) : null);
        Add("partitionKey", cookie.Partition);
        return browser.Transport.SendAsync(
            "Storage.setCookies", new { cookies = new[] { values } }, null, cancellationToken);

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                values[name] = value;
            }
        }
    }

    private static BrowserCookie Read(JsonElement cookie, BrowserSession session)
    {
        return new BrowserCookie(Text("name")!, Text("value")!, Text("domain")!, Text("path")!, Expires())
        {
            Secure = cookie.GetProperty("secure").GetBoolean(),
            HttpOnly = cookie.GetProperty("httpOnly").GetBoolean(),
            Rule = Enum.TryParse<CookieSameSite>(Text("sameSite"), out var rule) ? rule : null,
            Partition = cookie.TryGetProperty("partitionKey", out var partition) ? partition : null,
            Session = session,
        };

        string? Text(string name) => cookie.TryGetProperty(name, out var text) ? text.GetString() : null;

        DateTimeOffset? Expires() => cookie.GetProperty("session").GetBoolean()
            ? null
            : CookieTime.Of(cookie.GetProperty("expires").GetDouble());
    }
}

/// <summary>Times of cookies: seconds since 1970, with fractions.</summary>
internal static class CookieTime
{
    // The last second of the year 9999.
    private const double Last = 253_402_300_799;

    // As exact as browsers have them, and a double can be.
    private const double Microsecond = 1e6;
    private const int Ticks = 10;

    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeSeconds(0);

    /// <summary>The time; null for a cookie that ends with the browser, which has -1.</summary>
    public static DateTimeOffset? Of(double seconds) => seconds < 0
        ? null
        : Epoch.AddTicks((long)Math.Round(Math.Min(seconds, Last) * Microsecond) * Ticks);

    /// <summary>The seconds of a time.</summary>
    public static double SecondsOf(DateTimeOffset time) => (time - Epoch).Ticks / Ticks / Microsecond;
}

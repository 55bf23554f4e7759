namespace AgentCore.Formatting;

/// <summary>The last column in the table of a browser's cookies; called from AgentCore.Format.ps1xml.</summary>
public static class CookieText
{
    /// <summary>What limits a cookie, such as <c>Secure HttpOnly Strict</c>; empty where nothing does.</summary>
    /// <param name="cookie">The cookie.</param>
    public static string Attributes(BrowserCookie cookie)
    {
        string?[] parts =
        [
            cookie?.Secure == true ? "Secure" : null,
            cookie?.HttpOnly == true ? "HttpOnly" : null,
            cookie?.SameSite,
        ];
        return string.Join(" ", parts.Where(part => part is not null));
    }
}

using System.Text.RegularExpressions;

namespace AgentCore.Pages.Engine;

/// <summary>An address that a page is opened from, as messages and file names may show it.</summary>
/// <remarks>User, password and query may be secrets; a fragment may carry a token.</remarks>
internal static class PageAddress
{
    private const int LongestShown = 200;
    private const int LongestName = 240;

    // Browsers take backslashes for slashes. What stands before an @ may be user and password even where the scheme is
    // missing.
    private static readonly Regex Parts = new(
        @"^(?<scheme>[a-z][a-z0-9+.-]*:[/\\]+)?([^/\\?#]*@)?(?<rest>[^?#]*)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex UserInfo = new(
        @"^(?<scheme>[a-z][a-z0-9+.-]*:[/\\]+)[^/\\?#]*@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The address without user, password, query and fragment; a long one is cut.</summary>
    public static string Shown(string url)
    {
        var parts = Parts.Match(url).Groups;
        var rest = parts["rest"].Value;
        var content = rest.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? rest.IndexOf(',') : LongestShown;
        return parts["scheme"].Value + (content >= 0 && content < rest.Length ? rest[..content] + "…" : rest);
    }

    /// <summary>The address without user and password.</summary>
    public static string WithoutUser(string url) => UserInfo.Replace(url, "${scheme}");

    /// <summary>
    /// A name for a file that holds the page: its host and the last part of its path, in at most 240 bytes of UTF-8.
    /// </summary>
    public static string FileName(string url)
    {
        var shown = Shown(url);
        var name = Uri.TryCreate(shown, UriKind.Absolute, out var address) && address.Host.Length > 0
            ? $"{address.Host}-{Uri.UnescapeDataString(address.AbsolutePath.TrimEnd('/').Split('/')[^1])}"
            : shown.Split(':')[0];
        name = Regex.Replace(name, @"[^\w.]+", "-");
        // File systems take 255 bytes; an ending follows.
        while (System.Text.Encoding.UTF8.GetByteCount(name) > LongestName)
        {
            name = name[..^1];
        }

        return name.Trim('-', '.');
    }
}

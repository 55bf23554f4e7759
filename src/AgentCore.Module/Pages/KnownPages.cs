using System.Text.Json;

namespace AgentCore.Pages;

/// <summary>What one automation connection remembers about the browser's pages.</summary>
/// <remarks>
/// A browser lists its pages in no order at all, so a page that opens another one (a link into a new tab) must not make
/// the next operation go somewhere else by chance.
/// </remarks>
internal sealed class KnownPages
{
    private string? _current;

    /// <summary>The attachment that raw commands share, so that what one switches on holds for the next; null at first.</summary>
    public PageAttachment? Kept { get; set; }

    /// <summary>Domains whose events a raw command has switched on, each with its attachment.</summary>
    public HashSet<(string? SessionId, string Domain)> SwitchedOn { get; } = [];

    /// <summary>
    /// The page that was used last; where it is gone, one that no other page has opened. Null where there is no page.
    /// </summary>
    /// <param name="targets">The answer to <c>Target.getTargets</c>.</param>
    public string? Choose(JsonElement targets)
    {
        var pages = targets.GetProperty("targetInfos").EnumerateArray()
            .Where(target => target.GetProperty("type").GetString() == "page")
            .OrderBy(target => target.TryGetProperty("openerId", out _))
            .Select(target => target.GetProperty("targetId").GetString()!)
            .ToArray();
        return _current = Array.IndexOf(pages, _current) >= 0 ? _current : pages.FirstOrDefault();
    }

    /// <summary>From now on this page is the one to use.</summary>
    public void Use(string targetId) => _current = targetId;
}

/// <summary>A page and the connection's attachment to it.</summary>
internal sealed record PageAttachment(string TargetId, string SessionId);

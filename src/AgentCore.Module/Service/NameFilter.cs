using System.Management.Automation;

namespace AgentCore.Service;

/// <summary>Picks by name, in any case and with wildcards, and knows which literal names nothing had.</summary>
/// <param name="names">The names; none lets everything through.</param>
internal sealed class NameFilter(IReadOnlyCollection<string> names)
{
    private readonly WildcardPattern[] _patterns =
        [.. names.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];

    private readonly HashSet<string> _missing = new(
        names.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)).Select(WildcardPattern.Unescape),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Literal names that nothing had so far.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Whether it has one of the names.</summary>
    public bool Takes(string? name)
    {
        _missing.Remove(name ?? "");
        return _patterns.Length == 0 || Array.Exists(_patterns, pattern => pattern.IsMatch(name ?? ""));
    }
}

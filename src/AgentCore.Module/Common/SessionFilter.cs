using System.Management.Automation;

namespace AgentCore;

/// <summary>Picks sessions by name and age, which the service does not.</summary>
internal sealed class SessionFilter(string[]? names, TimeSpan? olderThan)
{
    private readonly WildcardPattern[] _names =
        [.. (names ?? []).Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];

    public bool Takes(AgentSession session)
        => (_names.Length == 0 || _names.Any(name => name.IsMatch(session.Name ?? "")))
            && (olderThan is not { } age || session.Age >= age);
}

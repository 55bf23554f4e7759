using System.Collections.Specialized;
using System.Management.Automation;

namespace AgentCore;

/// <summary>Makes a PowerShell object of names and values.</summary>
internal static class NamedValues
{
    /// <summary>
    /// A PSCustomObject; an ordered dictionary where its rules forbid a name (an empty one, or two that differ in case
    /// alone), so that nothing is lost.
    /// </summary>
    public static object ToObject(IEnumerable<(string Name, object? Value)> members)
    {
        var all = members.ToArray();
        return all.Any(member => member.Name.Length == 0)
            || all.Select(member => member.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < all.Length
            ? ToDictionary(all)
            : ToCustomObject(all);
    }

    private static PSObject ToCustomObject((string Name, object? Value)[] members)
    {
        var made = new PSObject();
        foreach (var (name, value) in members)
        {
            made.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        }

        return made;
    }

    private static OrderedDictionary ToDictionary((string Name, object? Value)[] members)
    {
        var made = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            made[name] = value;
        }

        return made;
    }
}

using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.Json;

namespace AgentCore;

/// <summary>Makes PowerShell objects of JSON, as ConvertFrom-Json does.</summary>
internal static class JsonObjects
{
    /// <summary>Numbers become long or double, objects PSCustomObject, arrays object[].</summary>
    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object =>
            NamedValues.ToObject(json.EnumerateObject().Select(member => (member.Name, Read(member.Value)))),
        JsonValueKind.Array => json.EnumerateArray().Select(Read).ToArray(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => Number(json),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A whole number as long, any other as double.</summary>
    public static object Number(JsonElement json) => json.TryGetInt64(out var whole) ? whole : (object)json.GetDouble();
}

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

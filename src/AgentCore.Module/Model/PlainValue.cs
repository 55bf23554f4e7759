using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore;

/// <summary>Turns a PowerShell value into plain data, which can be sent by value.</summary>
internal static class PlainValue
{
    // Deeper than any sensible argument; an object that holds itself ends here.
    private const int Deepest = 64;

    /// <summary>
    /// Null, bool, string, numbers, dates and byte arrays as they are; dictionaries and custom objects as
    /// <c>Dictionary</c>, other collections as <c>object?[]</c>.
    /// </summary>
    /// <exception cref="AgentCoreException">It is, or holds, something that has no counterpart.</exception>
    public static object? Of(object? value) => Of(value, 0);

    private static object? Of(object? value, int depth)
    {
        if (depth > Deepest)
        {
            throw Failures.InvalidArgument($"The value is nested deeper than {Deepest} levels, or contains itself.");
        }

        return value switch
        {
            null => null,
            PSObject { BaseObject: PSCustomObject } custom => Named(
                custom.Properties.Select(property => (property.Name, (object?)property.Value)), depth),
            PSObject wrapped => Of(wrapped.BaseObject, depth),
            SwitchParameter given => given.IsPresent,
            string or bool or byte[] or DateTimeOffset or BigInteger or double or decimal => value,
            float narrow => (double)narrow,
            DateTime moment => new DateTimeOffset(moment),
            byte or sbyte or short or ushort or int or uint or long =>
                Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ulong large => new BigInteger(large),
            char or Enum or Guid or Uri or Version or TimeSpan => value.ToString(),
            IDictionary map =>
                Named(map.Cast<DictionaryEntry>().Select(entry => ($"{entry.Key}", (object?)entry.Value)), depth),
            IEnumerable many => many.Cast<object?>().Select(item => Of(item, depth + 1)).ToArray(),
            _ => throw Failures.InvalidArgument(
                $"A {value.GetType().FullName} cannot be sent as data: only texts, numbers, booleans, dates, "
                + "bytes, arrays and hashtables of these can."),
        };
    }

    private static Dictionary<string, object?> Named(IEnumerable<(string Name, object? Value)> members, int depth)
    {
        var made = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            made[name] = Of(value, depth + 1);
        }

        return made;
    }
}

/// <summary>Makes PowerShell objects of JSON, as ConvertFrom-Json does.</summary>
internal static class JsonObjects
{
    /// <summary>Numbers become long, BigInteger or double, objects PSCustomObject, arrays object[].</summary>
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

    /// <summary>A whole number as long, or BigInteger where it has more digits, any other as double.</summary>
    public static object Number(JsonElement json)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        return json.TryGetInt64(out var number) ? number
            : BigInteger.TryParse(json.GetRawText(), Whole, CultureInfo.InvariantCulture, out var big) ? big
            : (object)json.GetDouble();
    }
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

/// <summary>What PowerShell has wrapped into an object of its own.</summary>
internal static class PlainObject
{
    /// <summary>The value itself; a custom object stays one.</summary>
    public static object? Of(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}

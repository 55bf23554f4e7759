using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
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

using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.Pages.Scripts;

/// <summary>Makes PowerShell objects of a script's result, as the browser serialises it in depth.</summary>
/// <remarks>
/// Not JSON: that has neither dates nor NaN nor large numbers, and turns whatever it cannot tell into <c>{}</c>.
/// </remarks>
internal sealed class ScriptValue
{
    // The browser's own limit lies lower; this one keeps a browser without a limit from overflowing our stack.
    private const int Deepest = 200;

    private readonly Dictionary<int, object> _made = [];

    private ScriptValue()
    {
    }

    /// <summary>The error for a result whose objects hold objects without end.</summary>
    public static AgentCoreException TooDeep => Refused("", "nested too deeply");

    /// <summary>The result as PowerShell objects; null for both null and undefined.</summary>
    /// <param name="result">The browser's <c>RemoteObject</c> with its <c>deepSerializedValue</c>.</param>
    /// <exception cref="AgentCoreException">It is, or holds, something that exists in the page only.</exception>
    public static object? Read(JsonElement result) =>
        new ScriptValue().Read(result.GetProperty("deepSerializedValue"), "", 0);

    private object? Read(JsonElement value, string path, int depth)
    {
        if (depth > Deepest)
        {
            throw TooDeep;
        }

        var kind = value.GetProperty("type").GetString()!;
        var has = value.TryGetProperty("value", out var inner);
        return kind switch
        {
            "undefined" or "null" => null,
            "string" => inner.GetString(),
            "boolean" => inner.GetBoolean(),
            "number" => Number(inner),
            "bigint" => BigInteger.Parse(inner.GetString()!, CultureInfo.InvariantCulture),
            "date" => Once(value, path, has, () => Date(inner.GetString()!, path)),
            "regexp" => Once(value, path, has, () => RegularExpression(inner)),
            "array" or "set" or "nodelist" or "htmlcollection" =>
                Once(value, path, has, () => Items(inner, path, depth + 1)),
            "object" or "map" => Once(value, path, has, () => NamedValues.ToObject(Members(inner, path, depth + 1))),
            _ => throw Strange(kind, inner, path),
        };
    }

    private object[] Items(JsonElement items, string path, int depth) =>
        items.EnumerateArray().Select((item, index) => Read(item, $"{path}[{index}]", depth)).ToArray()!;

    // Methods are left out, as JSON does.
    private IEnumerable<(string Name, object? Value)> Members(JsonElement members, string path, int depth)
    {
        foreach (var member in members.EnumerateArray())
        {
            var name = member[0].ValueKind == JsonValueKind.String
                ? member[0].GetString()!
                : $"{Read(member[0], path, depth)}";
            if (member[1].GetProperty("type").GetString() is not ("function" or "symbol"))
            {
                yield return (name, Read(member[1], $"{path}.{name}", depth));
            }
        }
    }

    // An object that appears more than once is written out the first time only, and then referred to by a number.
    private object Once(JsonElement value, string path, bool has, Func<object> make)
    {
        if (!value.TryGetProperty("weakLocalObjectReference", out var number))
        {
            return make();
        }

        var id = number.GetInt32();
        if (!has)
        {
            return _made.TryGetValue(id, out var known) ? known : throw Cycle(path);
        }

        return _made[id] = make();
    }

    private static string RegularExpression(JsonElement value) =>
        $"/{value.GetProperty("pattern").GetString()}/{value.GetProperty("flags").GetString()}";

    private static object Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? JsonObjects.Number(value)
        : value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => -0.0,
        };

    private static DateTime Date(string text, string path) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)
            ? moment.ToLocalTime()
            : throw Refused(path, $"an invalid date ({text})");

    private static AgentCoreException Cycle(string path) => Refused(path, "an object that contains it again (a cycle)");

    private static AgentCoreException Strange(string kind, JsonElement value, string path) => kind switch
    {
        "node" =>
            Refused(
                path,
                $"a DOM node ({NodeName(value)})",
                " Return what you need of it, such as .innerText or .outerHTML."),
        "function" => Refused(path, "a function", " Call it."),
        "typedarray" or "arraybuffer" => Refused(
            path, "binary data", " Return Array.from(new Uint8Array(data)), or the data as base64 text."),
        "platformobject" => Refused(path, "an object of the browser itself", " Return the members that you need."),
        _ => Refused(path, $"a {kind}"),
    };

    private static string NodeName(JsonElement node) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty("localName", out var name)
            ? $"<{name.GetString()}>"
            : "no element";

    private static AgentCoreException Refused(string path, string what, string advice = "") => new(
        "NoValue", ErrorCategory.InvalidResult,
        $"The script's result{(path.Length > 0 ? $" at {path}" : "")} is {what} and cannot leave the page.{advice}");
}

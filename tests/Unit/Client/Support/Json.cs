using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Client.Support;

/// <summary>Compares JSON by value: the order of keys and the spelling of numbers do not count.</summary>
internal static class Json
{
    public static void AssertEqual(JsonNode? expected, JsonNode? actual) =>
        Assert.Equal(Canonical(expected), Canonical(actual));

    /// <summary>Rewrites what the recording client spells in its own way, on either side.</summary>
    public static JsonNode? Neutral(JsonNode? node) => node switch
    {
        // A member of a union that the client did not know: ours is an object with no member set.
        JsonObject map => new JsonObject(map
            .Where(p => p.Key != "SDK_UNKNOWN_MEMBER")
            .Select(p => KeyValuePair.Create(p.Key, NeutralMember(p.Key, p.Value)))),
        JsonArray list => new JsonArray(list.Select(Neutral).ToArray()),
        _ => node?.DeepClone(),
    };

    /// <summary>Bytes and times without their marks, as they are on the wire.</summary>
    public static JsonNode? Wire(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } map when map.First() is { Key: "$blob" or "$timestamp", Value: { } value } =>
            value.DeepClone(),
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Wire(p.Value)))),
        JsonArray list => new JsonArray(list.Select(Wire).ToArray()),
        _ => node?.DeepClone(),
    };

    private static JsonNode? NeutralMember(string key, JsonNode? value) => (key, value) switch
    {
        ("$timestamp", JsonValue time) =>
            DateTimeOffset.Parse(time.GetValue<string>(), CultureInfo.InvariantCulture).UtcTicks,
        // Codes of exceptions in the event stream begin with a small letter there, types of exceptions with a capital.
        ("code", JsonValue code) => code.GetValue<string>().ToUpperInvariant(),
        _ => Neutral(value),
    };

    private static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject map => "{" + string.Join(",", Members(map)) + "}",
        JsonArray list => "[" + string.Join(",", list.Select(Canonical)) + "]",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(value),
        _ => node.ToJsonString(),
    };

    private static IEnumerable<string> Members(JsonObject map) =>
        map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"\n{p.Key}:{Canonical(p.Value)}");

    private static string Number(JsonValue value) =>
        double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
}

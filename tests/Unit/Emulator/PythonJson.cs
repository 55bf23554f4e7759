using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tests.Emulator;

/// <summary>
/// Writes JSON byte for byte as Python's json.dumps does by default. The recordings show members sorted by name, but
/// they were sent, and signed, in an order that was not kept: so this gives every order there is.
/// </summary>
internal static class PythonJson
{
    public static IEnumerable<string> Orders(JsonNode? node) => node switch
    {
        null => ["null"],
        JsonObject members => Permutations([.. members])
            .SelectMany(
                order =>
                    Combinations(
                        order.Select(member => Orders(member.Value).Select(value => $"{Quote(member.Key)}: {value}"))))
            .Select(parts => "{" + parts + "}"),
        JsonArray items => Combinations(items.Select(Orders)).Select(parts => "[" + parts + "]"),
        _ when node.GetValueKind() == JsonValueKind.String => [Quote((string)node!)],
        _ => [node.ToJsonString()],
    };

    private static IEnumerable<T[]> Permutations<T>(T[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((first, index) =>
            Permutations([.. items[..index], .. items[(index + 1)..]]).Select(rest => (T[])[first, .. rest]));

    private static IEnumerable<string> Combinations(IEnumerable<IEnumerable<string>> parts) => parts
        .Aggregate((IEnumerable<string?>)[null], (heads, tails) =>
            heads.SelectMany(head => tails.Select(tail => head is null ? tail : $"{head}, {tail}")))
        .Select(whole => whole ?? "");

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or > '~' => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}

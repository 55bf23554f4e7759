using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentCore.Pages.Logs;

/// <summary>Writes what a script gave to the console as the browser's own console shows it.</summary>
internal static class ConsoleText
{
    /// <summary>The most characters that an entry of the log has.</summary>
    public const int MaxLength = 10_000;

    private static readonly Regex Placeholder = new("%[sdifoOc%]", RegexOptions.CultureInvariant);

    /// <summary>The text of the arguments of <c>console.log</c> and its like.</summary>
    public static string Of(JsonElement arguments)
    {
        var values = new Queue<JsonElement>(arguments.EnumerateArray());
        var text = new StringBuilder();
        if (values.Count > 1 && IsText(values.Peek()))
        {
            text.Append(Placeholder.Replace(Value(values.Dequeue()), found => Fill(found.Value, values)));
        }

        foreach (var value in values)
        {
            text.Append(text.Length > 0 ? " " : "").Append(Value(value));
            if (text.Length > MaxLength)
            {
                break;
            }
        }

        return Cut(text.ToString());
    }

    /// <summary>What a script threw: the description of an error has its stack as well.</summary>
    public static string OfError(JsonElement thrown) => Cut(Plain(thrown));

    /// <summary>A text as the log keeps it.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var end = MaxLength - 1;
        return text[..(char.IsLowSurrogate(text[end]) ? end - 1 : end)] + "…";
    }

    // Styles (%c) are for eyes.
    private static string Fill(string placeholder, Queue<JsonElement> values)
    {
        if (placeholder == "%%" || values.Count == 0)
        {
            return placeholder == "%%" ? "%" : placeholder;
        }

        var value = Value(values.Dequeue());
        return placeholder == "%c" ? "" : value;
    }

    private static bool IsText(JsonElement value) => TextOf(value, "type") == "string";

    private static string Value(JsonElement value) =>
        value.TryGetProperty("preview", out var preview)
            && TextOf(value, "subtype") is null or "array" or "map" or "set"
            ? Preview(preview)
            : Plain(value);

    // NaN, -0 and large integers have no JSON.
    private static string Plain(JsonElement value) =>
        TextOf(value, "type") == "undefined" ? "undefined"
            : value.TryGetProperty("value", out var plain)
                ? plain.ValueKind == JsonValueKind.String ? plain.GetString()! : plain.GetRawText()
            : TextOf(value, "unserializableValue") ?? TextOf(value, "description") ?? "";

    private static string Preview(JsonElement preview)
    {
        if (TextOf(preview, "type") != "object")
        {
            return Quoted(preview, TextOf(preview, "description") ?? "");
        }

        var isList = TextOf(preview, "subtype") is "array" or "set";
        var rest = preview.GetProperty("overflow").GetBoolean() ? ["…"] : Array.Empty<string>();
        var parts = preview.TryGetProperty("entries", out var entries)
            ? entries.EnumerateArray().Select(Entry)
            : preview.GetProperty("properties").EnumerateArray().Select(member => Member(member, isList));
        var inner = string.Join(", ", parts.Concat(rest));
        var name = TextOf(preview, "description");
        return isList ? $"[{inner}]" : name is null or "Object" ? $"{{{inner}}}" : $"{name} {{{inner}}}";
    }

    private static string Entry(JsonElement entry) =>
        entry.TryGetProperty("key", out var key)
            ? $"{Preview(key)} => {Preview(entry.GetProperty("value"))}"
            : Preview(entry.GetProperty("value"));

    private static string Member(JsonElement member, bool isList)
    {
        var shown = Quoted(member, TextOf(member, "value") ?? TextOf(member, "type") ?? "");
        return isList && int.TryParse(TextOf(member, "name"), out _) ? shown : $"{TextOf(member, "name")}: {shown}";
    }

    private static string Quoted(JsonElement value, string text) => IsText(value) ? $"'{text}'" : text;

    private static string? TextOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}

using System.Text;

namespace AgentCore.Generator.Templates;

/// <summary>What templates put text together with.</summary>
internal static class Text
{
    private const int LongestLine = 120;

    /// <summary>A name of the API as C# spells it: <c>sessionId</c> becomes <c>SessionId</c>.</summary>
    public static string Pascal(this string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>A sentence within another one.</summary>
    public static string LowerFirst(this string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    /// <summary>Moves every line but empty ones to the right, by steps of four.</summary>
    public static string Indent(this string text, int steps) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', 4 * steps) + line));

    public static string Lines(this IEnumerable<string> lines) => string.Join('\n', lines);

    /// <summary>Blocks with an empty line between them; those that are empty are left out.</summary>
    public static string Blocks(params IEnumerable<string> blocks) =>
        string.Join("\n\n", blocks.Where(block => block.Length > 0));

    /// <summary>A documentation comment, on one line where it fits.</summary>
    /// <param name="sentences">The text; <c>`code`</c> is marked as code.</param>
    /// <param name="indent">How far the comment will be moved to the right, in steps of four.</param>
    public static string Summary(string sentences, int indent) =>
        Documentation("summary", "summary", sentences, indent);

    /// <summary>A documentation comment with any tag, on one line where it fits.</summary>
    public static string Documentation(string tag, string opening, string sentences, int indent)
    {
        var text = Xml(sentences);
        var line = $"/// <{opening}>{text}</{tag}>";
        return line.Length + (4 * indent) <= LongestLine
            ? line
            : $"/// <{opening}>\n{Wrap(text, indent).Lines()}\n/// </{tag}>";
    }

    /// <summary>Text for XML, with what stands between backticks as code.</summary>
    public static string Xml(string text)
    {
        var escaped = text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
        return string.Concat(escaped.Split('`').Select((part, i) => i % 2 == 0 ? part : $"<c>{part}</c>"));
    }

    /// <summary>Using directives; those that are empty are left out.</summary>
    public static string Usings(params IEnumerable<string> names) =>
        names.Where(name => name.Length > 0).Select(name => $"using {name};").Lines();

    /// <summary>A declaration with its value, on two lines where one would be too long.</summary>
    public static string Assign(string declaration, string value, int indent) =>
        OneLineOrTwo($"{declaration} =", $"{value};", indent);

    /// <summary>A method with its expression, on two lines where one would be too long.</summary>
    public static string Return(string method, string expression, int indent) =>
        OneLineOrTwo($"{method} =>", $"{expression};", indent);

    /// <summary>The items of a list with commas, on as many lines as they need.</summary>
    /// <param name="items">The items.</param>
    /// <param name="indent">How far the lines will be moved to the right, in steps of four.</param>
    public static string WrapList(IEnumerable<string> items, int indent)
    {
        var lines = new List<string>();
        foreach (var item in items.Select(item => item + ","))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + item.Length + (4 * indent) <= LongestLine)
            {
                lines[^1] += " " + item;
            }
            else
            {
                lines.Add(item);
            }
        }

        return lines.Lines();
    }

    private static string OneLineOrTwo(string first, string second, int indent)
    {
        var line = $"{first} {second}";
        return line.Length + (4 * indent) <= LongestLine ? line : $"{first}\n    {second}";
    }

    private static IEnumerable<string> Wrap(string text, int indent)
    {
        var line = new StringBuilder("///");
        foreach (var word in text.Split(' '))
        {
            if (line.Length + 1 + word.Length + (4 * indent) > LongestLine)
            {
                yield return line.ToString();
                line = new StringBuilder("///");
            }

            line.Append(' ').Append(word);
        }

        yield return line.ToString();
    }
}

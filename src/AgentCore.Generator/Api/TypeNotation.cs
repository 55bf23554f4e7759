using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore.Generator.Api;

/// <summary>
/// The notation of a member or a named type, read into its parts:
/// <c>type [min..max] [required] [path|query|header name] [token] [/pattern/]</c>. A type is a primitive one, a name,
/// <c>[type]</c> for a list or <c>{key: value}</c> for a map.
/// </summary>
internal sealed partial record TypeNotation
{
    public required string Type { get; init; }

    public long? Min { get; init; }

    public long? Max { get; init; }

    public bool HasLimits { get; init; }

    public string? Pattern { get; init; }

    public bool Required { get; init; }

    public bool IsToken { get; init; }

    public Place Place { get; init; }

    public string? Header { get; init; }

    [GeneratedRegex(@"\A(?<type>\[\w+\]|\{\w+: \w+\}|\w+)(?: (?<words>.*?))??(?: /(?<pattern>.*)/)?\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(?<min>-?\d+)?\.\.(?<max>-?\d+)?\z")]
    private static partial Regex Limits();

    public static TypeNotation Parse(Entry at, string text)
    {
        var form = Form().Match(text);
        if (!form.Success)
        {
            throw at.Wrong($"'{text}' is not a type. Write for example \"string 1..100 required\".");
        }

        var notation = new TypeNotation { Type = form.Groups["type"].Value, Pattern = PatternOf(at, form) };
        var words = new Queue<string>(form.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        while (words.TryDequeue(out var word))
        {
            notation = word switch
            {
                "required" => notation with { Required = true },
                "token" => notation with { IsToken = true },
                "path" => notation.At(at, Place.Path),
                "query" => notation.At(at, Place.Query),
                "header" => notation.At(at, Place.Header) with { Header = HeaderOf(at, words) },
                _ when Limits().Match(word) is { Success: true } limits => notation.Within(at, word, limits),
                _ => throw at.Wrong($"'{word}' is not known in a type."),
            };
        }

        return notation;
    }

    private static string? PatternOf(Entry at, Match form)
    {
        if (!form.Groups["pattern"].Success)
        {
            return null;
        }

        var pattern = form.Groups["pattern"].Value;
        try
        {
            _ = new Regex(pattern);
            return pattern;
        }
        catch (ArgumentException e)
        {
            throw at.Wrong($"/{pattern}/ is not a regular expression. {e.Message}");
        }
    }

    private static string HeaderOf(Entry at, Queue<string> words) =>
        words.TryDequeue(out var name) ? name : throw at.Wrong("'header' needs the name of the header behind it.");

    private TypeNotation At(Entry at, Place place) =>
        Place == Place.Body ? this with { Place = place } : throw at.Wrong("A member can be in one place only.");

    private TypeNotation Within(Entry at, string word, Match limits)
    {
        var (min, max) = (Number(limits.Groups["min"]), Number(limits.Groups["max"]));
        if (HasLimits || (min is null && max is null) || min > max)
        {
            throw at.Wrong($"'{word}' contradicts itself or other limits.");
        }

        return this with { Min = min, Max = max, HasLimits = true };
    }

    private static long? Number(Group digits) =>
        digits.Success ? long.Parse(digits.Value, CultureInfo.InvariantCulture) : null;
}

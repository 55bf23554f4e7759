using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace AgentCore.Pages.Scripts;

/// <summary>
/// Writes plain data as JavaScript source: unlike JSON it has NaN, dates, bytes and numbers of any size.
/// </summary>
internal static class JavaScriptLiteral
{
    // Up to here a JavaScript number is exact.
    private const long Exact = 9_007_199_254_740_991;

    /// <summary>The source of a value that <see cref="PlainValue"/> made.</summary>
    public static string Of(object? value)
    {
        var source = new StringBuilder();
        Write(source, value);
        return source.ToString();
    }

    private static void Write(StringBuilder source, object? value)
    {
        switch (value)
        {
            case Dictionary<string, object?> members:
                WriteAll(source, '{', members, '}', member =>
                {
                    // In brackets: a plain "__proto__" would not become a property.
                    source.Append('[').Append(Text(member.Key)).Append("]:");
                    Write(source, member.Value);
                });
                break;
            case object?[] items:
                WriteAll(source, '[', items, ']', item => Write(source, item));
                break;
            default:
                source.Append(Single(value));
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder source, char open, IEnumerable<T> items, char close, Action<T> write)
    {
        source.Append(open);
        foreach (var item in items)
        {
            write(item);
            source.Append(',');
        }

        source.Append(close);
    }

    private static string Single(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => Text(text),
        long whole => Whole(whole),
        BigInteger huge => Whole(huge),
        decimal exact => exact.ToString(CultureInfo.InvariantCulture),
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "(-Infinity)",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset moment => $"new Date({Invariant(moment.ToUnixTimeMilliseconds())})",
        byte[] bytes => $"Uint8Array.from(atob('{Convert.ToBase64String(bytes)}'),(letter)=>letter.charCodeAt(0))",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name),
    };

    private static string Whole(BigInteger number) =>
        BigInteger.Abs(number) <= Exact ? Invariant(number) : Invariant(number) + "n";

    private static string Text(string text) => JsonSerializer.Serialize(text);

    private static string Invariant(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}

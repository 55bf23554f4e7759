using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>A time as a user writes it: a number and its unit, or a time span; a second at least.</summary>
internal static class Duration
{
    private const string Forms = "Give a number and its unit, 45s, 90m, 1h or 2d, or a time span such as 1:30:00.";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private static readonly Regex Parts = new(
        @"\A-?(?:(\d{1,9}(?:\.\d{1,9})?)([smhd]))+\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Reads text such as <c>90m</c>, <c>1h30m</c> or <c>1:30:00</c>.</summary>
    /// <exception cref="ArgumentException">It is a bare number, has another form, or is less than a second.</exception>
    public static TimeSpan Parse(string text)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw new ArgumentException($"'{text}' has no unit. {Forms}");
        }

        try
        {
            if (Parts.Match(text) is { Success: true } match)
            {
                return Positive(Sum(match.Groups[1].Captures, match.Groups[2].Captures, text[0] == '-' ? -1 : 1), text);
            }

            if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time))
            {
                return Positive(time, text);
            }
        }
        catch (OverflowException error)
        {
            throw new ArgumentException($"'{text}' is not valid: it is too long.", error);
        }

        throw new ArgumentException($"'{text}' is not a valid duration. {Forms}");
    }

    /// <summary>The time, if it is a second at least.</summary>
    /// <exception cref="ArgumentException">It is less.</exception>
    public static TimeSpan Positive(TimeSpan time) => Positive(time, time.ToString("g", CultureInfo.InvariantCulture));

    private static TimeSpan Positive(TimeSpan time, string text) => time >= Shortest
        ? time
        : throw new ArgumentException($"'{text}' is not valid: one second is the minimum.");

    private static TimeSpan Sum(CaptureCollection numbers, CaptureCollection units, int sign)
    {
        var sum = TimeSpan.Zero;
        for (var i = 0; i < numbers.Count; i++)
        {
            var number = sign * double.Parse(numbers[i].Value, CultureInfo.InvariantCulture);
            sum += char.ToLowerInvariant(units[i].Value[0]) switch
            {
                's' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                _ => TimeSpan.FromDays(number),
            };
        }

        return sum;
    }
}

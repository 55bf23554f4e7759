using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>The service's limits, checked before anything is sent; each message names the value and the limit.</summary>
internal static class Limits
{
    /// <summary>The value, if it lies within the limits.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static int Range(string what, int value, int lowest, int highest) => value >= lowest && value <= highest
        ? value
        : throw new ArgumentException(string.Format(
            CultureInfo.InvariantCulture, "{0} {1} is out of range: {2} to {3} is allowed.", what, value, lowest, highest));

    /// <summary>The text, if its length lies within the limits.</summary>
    /// <exception cref="ArgumentException">It is too short or too long.</exception>
    public static string Length(string what, string text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest
            ? text
            : throw new ArgumentException(string.Format(
                CultureInfo.InvariantCulture, "{0} '{1}' has {2} characters; {3} to {4} are allowed.",
                what, text, text.Length, shortest, longest));

    /// <summary>The text, if all of it has the wanted form.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static string Form(string what, string text, string pattern, string example) =>
        Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant)
            ? text
            : throw new ArgumentException($"{what} '{text}' is not valid. It looks like {example}.");
}

using System.Globalization;
using System.Net;
using System.Security;
using AgentCore.Errors;

namespace AgentCore.Pages.Elements;

/// <summary>Writes PowerShell values as fields of pages take them.</summary>
internal static class FieldText
{
    /// <summary>
    /// The text for a field of a type, such as <c>date</c>: texts as they are, dates as it needs them.
    /// </summary>
    /// <exception cref="AgentCoreException">The value has no form that a field takes.</exception>
    public static string Of(object? value, string type) => PlainObject.Of(value) switch
    {
        null => "",
        string text => text,
        SecureString secret => new NetworkCredential("", secret).Password,
        DateTime moment => Of(moment, type),
        DateTimeOffset moment => Of(moment.DateTime, type),
        TimeSpan time => time.ToString(time.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss", CultureInfo.InvariantCulture),
        Enum or Uri or Guid or char => $"{value}",
        bool => throw Failures.InvalidArgument("$true and $false are for check boxes; give a text."),
        // .NET Standard does not have these two.
        IFormattable date when date.GetType().FullName == "System.DateOnly" => Of(
            DateTime.Parse(date.ToString("O", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), type),
        IFormattable time when time.GetType().FullName == "System.TimeOnly" => Of(
            TimeSpan.Parse(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            type),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => throw Failures.InvalidArgument(
            $"A value of type {other.GetType().Name} is not for a field: give a text, a number or a date."),
    };

    /// <summary>
    /// Whether a field has what it was given: of what it cannot take, it makes nothing, or a value of its own.
    /// </summary>
    public static bool IsTaken(string given, string taken, string type) => type switch
    {
        "color" => taken.Equals(given.Trim(), StringComparison.OrdinalIgnoreCase),
        "range" => Number(given) is { } number && Number(taken) == number,
        _ => taken.Length > 0 || given.Length == 0,
    };

    /// <summary>The number that a text is for a field of numbers; null where it is none.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How a value of such a field looks, for messages; null for fields that take any text.</summary>
    public static string? Example(string type) => type switch
    {
        "date" => "2026-12-24",
        "time" => "18:30",
        "datetime-local" => "2026-12-24T18:30",
        "month" => "2026-12",
        "week" => "2026-W52",
        "color" => "#ff8800",
        "number" or "range" => "3.5",
        _ => null,
    };

    private static string Of(DateTime moment, string type) => type switch
    {
        "date" => Text(moment, "yyyy-MM-dd"),
        "time" => Text(moment, moment.Second == 0 ? "HH:mm" : "HH:mm:ss"),
        "datetime-local" => Text(moment, moment.Second == 0 ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-ddTHH:mm:ss"),
        "month" => Text(moment, "yyyy-MM"),
        "week" => Week(moment),
        _ => Text(moment, moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss"),
    };

    // ISO 8601: a week belongs to the year that its Thursday is in.
    private static string Week(DateTime moment)
    {
        var thursday = moment.AddDays(3 - (((int)moment.DayOfWeek + 6) % 7));
        return string.Format(
            CultureInfo.InvariantCulture, "{0:0000}-W{1:00}", thursday.Year, ((thursday.DayOfYear - 1) / 7) + 1);
    }

    private static string Text(DateTime moment, string format) => moment.ToString(format, CultureInfo.InvariantCulture);
}

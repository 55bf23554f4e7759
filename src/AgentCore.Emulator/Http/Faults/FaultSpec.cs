using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore.Emulator.Http.Faults;

/// <summary>A fault as a user gives it, in JSON or as text; nothing of it is checked.</summary>
internal partial record FaultSpec
{
    private const string Forms =
        "Use operation:fault, operation:fault:count, operation:fault=value or operation:fault=value:count, such as "
        + "InvokeCodeInterpreter:throttle:3, *:delay=2s, GetBrowser:error=AccessDenied, ListBrowsers:cut=100:1 or "
        + "InvokeCodeInterpreter:exception=Validation@0.";

    /// <summary>API name of an operation, IAM action of a stream, or <c>*</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>Name of the kind of fault.</summary>
    public string? Fault { get; init; }

    /// <summary>Error code, with or without <c>Exception</c> at its end.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Time in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>Bytes or events before the fault.</summary>
    public long? After { get; init; }

    /// <summary>How many requests it hits; null for all.</summary>
    public long? Count { get; init; }

    /// <summary>Reads text of the form <c>operation:fault=value:count</c>; value and count may be left out.</summary>
    /// <exception cref="FaultSpecException">It has another form.</exception>
    public static FaultSpec Parse(string text)
    {
        var match = Text().Match(text);
        if (!match.Success)
        {
            throw new FaultSpecException($"'{text}' is not a fault. {Forms}");
        }

        static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
        string? Part(string name) => match.Groups[name] is { Success: true, Value: var value } ? value : null;
        return new()
        {
            Operation = Part("operation"),
            Fault = Part("fault"),
            ErrorCode = Part("code"),
            Seconds = Part("time") is { } time ? Number(time) * UnitOf(Part("unit")!) : null,
            After = (Part("bytes") ?? Part("events")) is { } after ? Whole(after) : null,
            Count = Part("count") is { } count ? Whole(count) : null,
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double UnitOf(string unit) => unit switch
    {
        "ms" => 0.001,
        "s" => 1,
        "m" => 60,
        _ => 3600,
    };

    [GeneratedRegex(
        """
        \A(?<operation>[^:=]*):(?<fault>[^:=]*)
        (=(
            (?<bytes>[0-9]{1,18})
            |(?<time>[0-9]{1,9}(\.[0-9]{1,9})?)(?<unit>ms|s|m|h)
            |(?<code>[A-Za-z]+)(@(?<events>[0-9]{1,18}))?
        ))?
        (:(?<count>[0-9]{1,18}))?\z
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Text();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore.Formatting;

/// <summary>Texts of the columns in the table views; called from AgentCore.Format.ps1xml.</summary>
public static class ViewText
{
    private const int LongestLine = 60;

    // PowerShell wraps a line of the view in a time that grows with the square of its length.
    private const int LongestShownLine = 10_000;
    private const int ShownStart = 8_000;
    private const int ShownEnd = 1_000;

    /// <summary>
    /// A span of time in its largest unit, or two: <c>45s</c>, <c>12m</c>, <c>3h 5m</c>, <c>2d 4h</c>, <c>40d</c>,
    /// <c>1y 148d</c>.
    /// </summary>
    /// <param name="span">The time; null gives an empty text.</param>
    public static string Duration(TimeSpan? span)
    {
        if (span is not { } time)
        {
            return "";
        }

        var sign = time < TimeSpan.Zero ? "-" : "";
        time = time.Duration();
        return sign + time switch
        {
            { TotalSeconds: < 60 } => Text("{0}s", (int)time.TotalSeconds),
            { TotalMinutes: < 60 } => Text("{0}m", (int)time.TotalMinutes),
            { TotalHours: < 24 } =>
                time.Minutes == 0 ? Text("{0}h", time.Hours) : Text("{0}h {1}m", time.Hours, time.Minutes),
            { TotalDays: >= 365 } => Text(
                time.Days % 365 == 0 ? "{0}y" : "{0}y {1}d", time.Days / 365, time.Days % 365),
            { TotalDays: >= 10 } => Text("{0}d", time.Days),
            _ => time.Hours == 0 ? Text("{0}d", time.Days) : Text("{0}d {1}h", time.Days, time.Hours),
        };
    }

    /// <summary>
    /// What a fault on demand has besides its kind: <c>2s</c>, <c>after 100 bytes</c>, <c>ConflictException after 1
    /// event</c>.
    /// </summary>
    /// <param name="fault">The fault.</param>
    public static string FaultValue(EmulatorFault fault) => fault switch
    {
        { Delay: { } delay } => Runtime(delay),
        { Within: { } age } => "within " + Runtime(age),
        { AfterByte: 1 } => "after 1 byte",
        { AfterByte: { } bytes } => Text("after {0} bytes", bytes),
        { AfterEvent: 1 } => fault.ErrorCode + " after 1 event",
        { AfterEvent: { } events } => Text("{0} after {1} events", fault.ErrorCode!, events),
        _ => fault?.ErrorCode ?? "",
    };

    /// <summary>How often a fault on demand has hit: <c>1 of 3</c>; the number alone where it hits all.</summary>
    /// <param name="fault">The fault.</param>
    public static string FaultHits(EmulatorFault fault) =>
        fault is { Count: { } count } ? Text("{0} of {1}", fault.Hits, count) : Text("{0}", fault?.Hits ?? 0);

    /// <summary>How old something is: <c>12m</c>.</summary>
    /// <param name="moment">When it came to be, local time; null gives an empty text.</param>
    public static string Age(DateTime? moment) => Duration(DateTime.UtcNow - moment?.ToUniversalTime());

    /// <summary>How long ago something happened: <c>12m ago</c>.</summary>
    /// <param name="moment">When, local time; null gives an empty text.</param>
    public static string Ago(DateTime? moment) => moment is null ? "" : Age(moment) + " ago";

    /// <summary>When a session ends by itself: <c>in 12m</c>; empty where it has ended or that is not known.</summary>
    /// <param name="session">The session.</param>
    public static string Expiry(AgentSession? session) => Expiry(session, DateTime.UtcNow);

    /// <summary>What a file of a session is: <c>file</c>, <c>folder</c>, <c>link</c> or <c>other</c>.</summary>
    /// <param name="file">The file.</param>
    public static string Kind(CodeInterpreterFile file) =>
        file is { LinkTarget: not null } ? "link" : file?.Entry.Kind ?? "";

    /// <summary>The path of a file of a session, and where it points to: <c>new.csv -> old.csv</c>.</summary>
    /// <param name="file">The file.</param>
    public static string Linked(CodeInterpreterFile file) =>
        file is { LinkTarget: { } target } ? $"{file.RemotePath} -> {target}" : file?.RemotePath ?? "";

    /// <summary>What usage costs at most: <c>1.27 USD</c>, of less than a tenth with four digits.</summary>
    /// <param name="usage">The usage.</param>
    public static string Cost(Usage usage) => usage is null
        ? ""
        : Text(usage.MaximumCost >= 0.1m ? "{0:0.00} {1}" : "{0:0.####} {1}", usage.MaximumCost, usage.Currency);

    /// <summary>How long a program ran: <c>711 ms</c>, <c>4.2 s</c>, <c>3m</c>.</summary>
    /// <param name="span">The time; null gives an empty text.</param>
    public static string Runtime(TimeSpan? span) => span switch
    {
        null => "",
        { TotalSeconds: < 1 } time => Text("{0:0} ms", time.TotalMilliseconds),
        { TotalSeconds: < 60 } time => Text("{0:0.0} s", time.TotalSeconds),
        _ => Duration(span),
    };

    /// <summary>A number of bytes: <c>67 B</c>, <c>1.5 KB</c>, <c>2.0 MB</c>.</summary>
    /// <param name="bytes">The number.</param>
    public static string Size(long? bytes) => bytes switch
    {
        null => "",
        < 1024 => Text("{0} B", bytes),
        < 1024 * 1024 => Text("{0:0.0} KB", bytes.Value / 1024.0),
        _ => Text("{0:0.0} MB", bytes.Value / 1024.0 / 1024.0),
    };

    /// <summary>
    /// The first line of a text, shortened to fit into a table; an ellipsis stands for what is left out.
    /// </summary>
    /// <param name="text">The text; null gives an empty one.</param>
    public static string FirstLine(string? text)
    {
        var trimmed = (text ?? "").Trim();
        var end = trimmed.IndexOfAny(['\r', '\n']);
        var line = end < 0 ? trimmed : trimmed.Substring(0, end);
        return line.Length > LongestLine ? line.Substring(0, LongestLine - 1) + "…"
            : end < 0 ? line
            : line + "…";
    }

    /// <summary>
    /// What a program printed, of an endless line its start and end; of one that failed the exception as well; then the
    /// pictures that it drew, and the files that a tool gave.
    /// </summary>
    /// <param name="result">The result.</param>
    public static string Result(CodeInterpreterResult result)
    {
        if (result is null)
        {
            return "";
        }

        var failure = result.IsError ? Failure(result.ExitCode, result.StandardError) : "";
        var isErrorShown = result.IsError && result.StandardError.Length > 0;
        var output = isErrorShown ? result.StandardOutput : result.Output;
        // Where the program printed nothing, the output is the text of the tool, which may have the errors already.
        var error = isErrorShown || (result.StandardOutput.Length == 0 && output.Length > 0)
            ? ""
            : result.StandardError;
        var text = Lines(
            [
                output.TrimLastLineEnd(),
                error.TrimLastLineEnd(),
                Rest(result.IsTruncated),
                failure,
                .. result.Images.Select(image => $"[{image}]"),
                .. result.Content.Where(block => block.Type is not ("text" or "image")).Select(
                    block => block.ToString()),
            ]);
        return text.Length > 0 ? text : "(no output)";
    }

    /// <summary>
    /// The state of a background task, and what it has printed so far, of an endless line its start and end; of one
    /// that failed the reason as well.
    /// </summary>
    /// <param name="task">The task.</param>
    public static string Task(CodeInterpreterTask task)
    {
        if (task is null)
        {
            return "";
        }

        var hasFailed = task.Status == "failed" || task.ExitCode is not (null or 0);
        string[] state = [task.TaskId, task.Status ?? "", Runtime(task.ExecutionTime), FirstLine(task.Command)];
        return Lines(
            [
                string.Join("  ", state.Where(part => part.Length > 0)),
                task.Output,
                hasFailed ? "" : task.StandardError.TrimLastLineEnd(),
                Rest(task.IsTruncated),
                hasFailed ? Failure(task.ExitCode, task.StandardError) : "",
            ]);
    }

    internal static string Expiry(AgentSession? session, DateTime now) => session switch
    {
        null or { Status: "TERMINATED" } => "",
        { ExpiresAt: { } end } when end.ToUniversalTime() - now.ToUniversalTime() is { Ticks: > 0 } left =>
            "in " + Duration(left),
        _ => "",
    };

    private static string Failure(int? exitCode, string error)
    {
        var code = exitCode is { } number ? Text(" with exit code {0}", number) : "";
        var reason = FailureReason.Of(error);
        return reason.Length > 0 ? $"Failed{code}: {reason}" : $"Failed{code}";
    }

    private static string Rest(bool isTruncated) =>
        isTruncated ? "… (the output was longer than a call can return)" : "";

    private static string Lines(IEnumerable<string> parts) =>
        string.Join("\n", parts.Where(part => part.Length > 0).SelectMany(part => part.Split('\n')).Select(Shown));

    private static string Shown(string line)
    {
        if (line.Length <= LongestShownLine)
        {
            return line;
        }

        var start = Whole(line, ShownStart);
        var end = Whole(line, line.Length - ShownEnd);
        return Text(
            "{0}\n… ({1:N0} characters of this line are not shown; the object's properties have all of them)\n{2}",
            line.Substring(0, start), end - start, line.Substring(end));
    }

    // A place that does not part the two halves of a character.
    private static int Whole(string line, int at) => char.IsLowSurrogate(line[at]) ? at - 1 : at;

    private static string Text(string format, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, format, values);
}

/// <summary>Finds in standard error the lines that say what a program failed with.</summary>
internal static class FailureReason
{
    private const int MostLines = 20;

    private static readonly Regex Color = new(@"\x1b\[[0-9;]*m", RegexOptions.CultureInvariant);

    // The exception as Node.js, IPython and a Python without traceback print it, and the errors of Deno.
    private static readonly Regex Exception = new(
        @"^(error: |Uncaught |\[?[\w.]*(Error|Exception|Interrupt|Exit|Rejection)(:| \[|\z))",
        RegexOptions.CultureInvariant);

    // What follows the message of JavaScript: the stack, advice, and the version of Node.js.
    private static readonly Regex Trailer = new(@"^(\s+at |Node\.js v\d|\(Use `)", RegexOptions.CultureInvariant);

    private static readonly Regex Marker = new(@"^\s*[\^~]+\z", RegexOptions.CultureInvariant);

    /// <summary>
    /// The last exception with all lines of its message but without its stack; else the last line. Empty where nothing
    /// was written.
    /// </summary>
    /// <param name="error">What the program wrote to standard error.</param>
    public static string Of(string error)
    {
        var lines = Color.Replace(error, "").Split('\n').Select(line => line.TrimEnd()).ToArray();
        var first = FirstLine(lines);
        return first < 0
            ? Array.FindLast(lines, line => line.Length > 0 && !Trailer.IsMatch(line)) ?? error.Trim()
            : string.Join("\n", Message(lines.Skip(first))).TrimEnd();
    }

    // After a traceback of Python, whose frames are indented, comes the exception, whatever its name.
    private static int FirstLine(string[] lines)
    {
        var traceback = Array.FindLastIndex(
            lines, line => line.StartsWith("Traceback (most recent call last):", StringComparison.Ordinal));
        var first = traceback < 0
            ? -1
            : Array.FindIndex(lines, traceback + 1, line => line.Length > 0 && !char.IsWhiteSpace(line[0]));
        return first < 0 ? Array.FindLastIndex(lines, Exception.IsMatch) : first;
    }

    private static List<string> Message(IEnumerable<string> lines)
    {
        var message = new List<string>();
        foreach (var line in lines.TakeWhile(line => !Trailer.IsMatch(line)).Take(MostLines))
        {
            // Deno puts the line of source between the message and the stack, and marks the place below it.
            if (message.Count > 1 && Marker.IsMatch(line))
            {
                message.RemoveAt(message.Count - 1);
            }
            else
            {
                message.Add(line);
            }
        }

        return message;
    }
}

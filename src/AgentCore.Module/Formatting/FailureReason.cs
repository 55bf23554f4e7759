using System.Text.RegularExpressions;

namespace AgentCore.Formatting;

/// <summary>Finds in standard error the lines that say what a program failed with.</summary>
internal static class FailureReason
{
    private const int MostLines = 20;

    private static readonly Regex Color = new(@"\x1b\[[0-9;]*m", RegexOptions.CultureInvariant);

    // The exception as Node.js, IPython and a Python without traceback print it, and the errors of Deno.
    private static readonly Regex Exception = new(
        @"^(error: |Uncaught |\[?[\w.]*(Error|Exception|Interrupt|Exit|Rejection)(:| \[|\z))", RegexOptions.CultureInvariant);

    // What follows the message of JavaScript: the stack, advice, and the version of Node.js.
    private static readonly Regex Trailer = new(@"^(\s+at |Node\.js v\d|\(Use `)", RegexOptions.CultureInvariant);

    private static readonly Regex Marker = new(@"^\s*[\^~]+\z", RegexOptions.CultureInvariant);

    /// <summary>
    /// The last exception with all lines of its message but without its stack; else the last line. Empty where nothing was
    /// written.
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

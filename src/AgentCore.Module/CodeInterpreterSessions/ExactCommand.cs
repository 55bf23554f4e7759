using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>A shell command whose two streams and exit code come back byte for byte.</summary>
/// <remarks>
/// The service runs commands in a terminal: both streams are one there, line ends become CRLF, and the exit code is not
/// told. So the command goes out as base64 (no quote in it can do harm), runs in a shell of its own with both streams
/// in files, and what is printed is the exit code and the files as base64.
/// </remarks>
internal sealed class ExactCommand
{
    /// <summary>The service hangs without a word on lines of about 128 KB; this many characters were seen to be safe.</summary>
    private const int LongestLine = 60_000;

    private readonly string _mark = "AC" + Guid.NewGuid().ToString("N");

    /// <param name="command">What to run, of any length up to some 44,000 bytes.</param>
    /// <exception cref="AgentCoreException">The line to send would be too long.</exception>
    public ExactCommand(string command)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(command));
        Line = "( d=$(mktemp -d) && printf %s '" + encoded + "' | base64 -d >\"$d/c\""
            + " && { \"${BASH:-sh}\" \"$d/c\" </dev/null >\"$d/o\" 2>\"$d/e\"; r=$?; printf '\\n%s:%s:' '" + _mark + "' \"$r\""
            + "; base64 <\"$d/o\" | tr -d '\\r\\n'; printf :; base64 <\"$d/e\" | tr -d '\\r\\n'; printf ':%s\\n' '" + _mark + "'"
            + "; rm -rf \"$d\"; } )";
        if (Line.Length > LongestLine)
        {
            throw Refusal.InvalidArgument(string.Format(
                CultureInfo.InvariantCulture,
                "The command has {0} characters, which makes a line of {1}; the service takes 60,000 at most. "
                    + "Send a script as a file and run that.",
                command.Length,
                Line.Length));
        }
    }

    /// <summary>What to send.</summary>
    public string Line { get; }

    /// <summary>What came of it; null where the printed text does not hold it, because the tool itself failed.</summary>
    public (int ExitCode, byte[] Output, byte[] Error)? Read(string printed)
    {
        // A terminal may break long lines; base64 has no white space of its own.
        var text = Regex.Replace(printed, @"\s", "");
        var found = Regex.Match(text, $"{_mark}:([0-9]+):([A-Za-z0-9+/=]*):([A-Za-z0-9+/=]*):{_mark}");
        return found.Success && int.TryParse(found.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? (code, Convert.FromBase64String(found.Groups[2].Value), Convert.FromBase64String(found.Groups[3].Value))
            : null;
    }

    /// <summary>The command's own result.</summary>
    public CodeInterpreterResult ToResult(ResultCollector results, string sessionId)
    {
        if (Read(results.Output.Length > 0 ? results.Output : results.Text) is not var (code, output, error))
            return results.ToFailure(sessionId);
        var text = Encoding.UTF8.GetString(output);
        return new CodeInterpreterResult(sessionId)
        {
            StandardOutput = text,
            StandardError = Encoding.UTF8.GetString(error),
            StandardOutputBytes = output,
            StandardErrorBytes = error,
            ExitCode = code,
            IsError = code != 0,
            ExecutionTime = results.ExecutionTime,
            Content = [new CodeInterpreterContent("text") { Text = text }],
        };
    }
}

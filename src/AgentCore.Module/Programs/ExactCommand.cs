using System.Globalization;
using AgentCore.Errors;

namespace AgentCore.Programs;

/// <summary>A shell command whose two streams and exit code come back byte for byte.</summary>
/// <remarks>
/// The service runs commands in a terminal: both streams are one there, line ends become CRLF, and the exit code is not
/// told. So the command runs in a shell of its own with both streams in files, and what is printed is base64 of the
/// files, at the end or as they grow, and then the exit code.
/// </remarks>
internal sealed class ExactCommand
{
    // In base64 both together stay below the 100,000,000 bytes that an answer may have.
    private const int LongestOutput = 66_000_000;
    private const int LongestError = 6_000_000;

    private readonly ShellScript _script;

    /// <param name="command">What to run.</param>
    /// <param name="live">Whether to print while the command runs.</param>
    /// <exception cref="AgentCoreException">The command cannot be run at all.</exception>
    public ExactCommand(string command, bool live = false)
    {
        _script = new ShellScript(command);
        var mark = "AC" + Guid.NewGuid().ToString("N");
        Output = new ExactOutput(mark);
        Line = string.Concat(
            $"( m='{mark}'; d=$(mktemp -d) && trap 'rm -rf \"$d\"' EXIT && {_script.PutInto("\"$d/c\"")} && {{ ",
            ": >\"$d/o\"; : >\"$d/e\"; ",
            // Prints what file $1 has beyond $2 bytes, up to $3; leaves in n how far it came.
            "show() { n=$(wc -c <\"$d/$1\"); if [ \"$n\" -gt \"$3\" ]; then n=$3; fi; if [ \"$n\" -gt \"$2\" ]; then ",
            "printf '\\n%s%s:' \"$m\" \"$1\"; tail -c \"+$(($2 + 1))\" \"$d/$1\" | head -c \"$((n - $2))\" | base64 | tr -d '\\r\\n'; printf ';\\n'; ",
            "else n=$2; fi; }; ",
            // Shows both files until there is an exit code, and then for the last time.
            "follow() { o=0; e=0; l=; while [ -z \"$l\" ] && [ -d \"$d\" ] && kill -0 $$; do if [ -e \"$d/r\" ]; then l=1; fi; ",
            string.Format(CultureInfo.InvariantCulture, "show o \"$o\" {0}; o=$n; show e \"$e\" {1}; e=$n; ", LongestOutput, LongestError),
            "if [ -z \"$l\" ]; then sleep 0.1; fi; done; }; ",
            live ? "follow & " : "",
            $"AC_C=\"$d/c\" {ShellScript.Launch} </dev/null >\"$d/o\" 2>\"$d/e\"; r=$?; : >\"$d/r\"; ",
            live ? "wait; " : "follow; ",
            "printf '\\n%sx:%s,%s,%s;\\n' \"$m\" \"$r\" \"$(wc -c <\"$d/o\")\" \"$(wc -c <\"$d/e\")\"; } )");
    }

    /// <summary>What to send, where <see cref="Script"/> has no file that must be there before.</summary>
    public string Line { get; }

    /// <summary>How the command gets into the session.</summary>
    public ShellScript Script => _script;

    /// <summary>What came of it so far.</summary>
    public ExactOutput Output { get; }

    /// <summary>The command's own result.</summary>
    /// <param name="results">What the tool gave; fed to <see cref="Output"/> already.</param>
    /// <param name="session">Where it ran.</param>
    public CodeInterpreterResult ToResult(ResultCollector results, CodeInterpreterSession session)
    {
        if (Output.ExitCode is not { } code)
        {
            return results.ToFailure(session);
        }

        var text = Output.OutputText;
        return new CodeInterpreterResult(session)
        {
            StandardOutput = text,
            StandardError = Output.ErrorText,
            StandardOutputBytes = Output.StandardOutput,
            StandardErrorBytes = Output.StandardError,
            ExitCode = code,
            IsError = code != 0,
            IsTruncated = Output.IsTruncated,
            ExecutionTime = results.ExecutionTime,
            Content = [new CodeInterpreterContent("text") { Text = text }],
            Events = results.Events,
        };
    }
}

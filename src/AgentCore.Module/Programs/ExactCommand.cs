using System.Globalization;
using System.Text;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.Service;

namespace AgentCore.Programs;

/// <summary>A shell command whose two streams and exit code come back byte for byte.</summary>
/// <remarks>
/// The service runs commands in a terminal: both streams are one there, line ends become CRLF, and the exit code is not
/// reported. So the command runs in a shell of its own with both streams in files, and what is printed is the files in
/// letters that a terminal does not change, at the end or as they grow, and then the exit code.
/// </remarks>
internal sealed class ExactCommand
{
    private const string Live = "# live";
    private const string AtTheEnd = "# at the end";

    private static readonly Lazy<string[]> Program = new(static () =>
    [
        .. EmbeddedFile.ReadText("exact_command.sh").Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#'),
    ]);

    private readonly ShellScript _script;

    /// <param name="command">What to run.</param>
    /// <param name="live">Whether to print while the command runs.</param>
    /// <exception cref="AgentCoreException">The command cannot be run at all.</exception>
    public ExactCommand(string command, bool live = false)
    {
        _script = new ShellScript(command);
        var mark = "AC" + Guid.NewGuid().ToString("N");
        Output = new ExactOutput(mark);
        var left = live ? AtTheEnd : Live;
        Line = string.Join(" ", Program.Value
            .Where(line => !line.EndsWith(left, StringComparison.Ordinal))
            .Select(line => line
                .Replace(Live, "")
                .Replace(AtTheEnd, "")
                .TrimEnd()
                .Replace("@mark@", mark)
                .Replace("@put@", _script.PutInto("\"$d.c\""))
                .Replace("@run@", _script.Run("\"$d.c\""))));
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
    /// <exception cref="AgentCoreException">Something else wrote into what came back.</exception>
    public CodeInterpreterResult ToResult(ResultCollector results, CodeInterpreterSession session)
    {
        if (Output.IsDamaged)
        {
            throw Failures.InvalidState(
                "The output of the command is not complete, because a background job wrote to the terminal meanwhile.",
                "Redirect what background jobs write, also to /dev/tty, or use Start-ACCodeInterpreterTask.");
        }

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

/// <summary>Finds in what a terminal shows the pieces that <see cref="ExactCommand"/> has printed.</summary>
/// <remarks>
/// A piece is the mark, a name, a colon, a body, and a semicolon. The body is base64 of standard output (<c>o</c>) or
/// standard error (<c>e</c>), or their text with escapes as in a URI (<c>ot</c>, <c>et</c>), or numbers (<c>x</c>). A
/// terminal may break long lines, so white space is ignored everywhere, as is whatever else it shows.
/// </remarks>
/// <param name="mark">A word whose first letter it has only once, and that nothing else prints.</param>
internal sealed class ExactOutput(string mark)
{
    private readonly List<byte> _output = [];
    private readonly List<byte> _error = [];
    private readonly StringBuilder _piece = new();
    private int _matched;
    private bool _outputIsCut;
    private bool _errorIsCut;

    /// <summary>The command's exit code; null until it has ended.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether the command wrote more than was sent.</summary>
    public bool IsTruncated => _outputIsCut || _errorIsCut;

    /// <summary>Whether a piece is not as it was printed.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Standard output so far.</summary>
    public byte[] StandardOutput => _output.ToArray();

    /// <summary>Standard error so far.</summary>
    public byte[] StandardError => _error.ToArray();

    /// <summary>Standard output so far as text. A character that was cut through at its end is left off.</summary>
    public string OutputText => TextOf(_output, _outputIsCut);

    /// <summary>Standard error so far as text, in the same way.</summary>
    public string ErrorText => TextOf(_error, _errorIsCut);

    /// <summary>Takes in what the terminal shows next, and gives what the command itself has written next.</summary>
    public (byte[] Output, byte[] Error) Feed(string shown)
    {
        var (output, error) = (_output.Count, _error.Count);
        foreach (var letter in shown)
        {
            if (!char.IsWhiteSpace(letter))
            {
                Feed(letter);
            }
        }

        return (From(_output, output), From(_error, error));
    }

    private void Feed(char letter)
    {
        if (_matched < mark.Length)
        {
            _matched = letter == mark[_matched] ? _matched + 1 : letter == mark[0] ? 1 : 0;
        }
        else if (letter == ';')
        {
            Take(_piece.ToString());
            Leave();
        }
        else if (letter is > ' ' and <= '~')
        {
            _piece.Append(letter);
        }
        else
        {
            // The command line itself, which some terminals show first.
            Leave();
        }
    }

    private void Leave()
    {
        _matched = 0;
        _piece.Clear();
    }

    private void Take(string piece)
    {
        var colon = piece.IndexOf(':');
        var body = piece[(colon + 1)..];
        switch (piece[..Math.Max(0, colon)])
        {
            case "o": Add(_output, body); break;
            case "e": Add(_error, body); break;
            case "ot": _output.AddRange(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(body))); break;
            case "et": _error.AddRange(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(body))); break;
            case "x": End(body.Split(',')); break;
        }
    }

    private void Add(List<byte> stream, string body)
    {
        try
        {
            stream.AddRange(Convert.FromBase64String(body));
        }
        catch (FormatException)
        {
            IsDamaged = true;
        }
    }

    private void End(string[] numbers)
    {
        if (numbers.Length != 3
            || !TryRead(numbers[0], out var code)
            || !TryRead(numbers[1], out var output)
            || !TryRead(numbers[2], out var error))
        {
            return;
        }

        ExitCode = (int)code;
        (_outputIsCut, _errorIsCut) = (output > _output.Count, error > _error.Count);
        IsDamaged |= output < _output.Count || error < _error.Count;
    }

    private static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string TextOf(List<byte> stream, bool isCut)
    {
        var bytes = stream.ToArray();
        var letters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];

        // A decoder that is not flushed keeps back what may be the first half of a character.
        var count = Encoding.UTF8.GetDecoder().GetChars(bytes, 0, bytes.Length, letters, 0, flush: !isCut);
        return new string(letters, 0, count);
    }

    private static byte[] From(List<byte> stream, int start) => [.. stream.GetRange(start, stream.Count - start)];
}

/// <summary>Runs shell commands of any length in a session, with exact results.</summary>
internal static class CommandCall
{
    /// <summary>Runs a command and gives its own streams and exit code.</summary>
    /// <param name="connection">Where the session is.</param>
    /// <param name="log">Gets a line about each call.</param>
    /// <param name="session">Where the command runs.</param>
    /// <param name="command">The command.</param>
    /// <param name="follow">Gets the output as it comes; null for none.</param>
    /// <param name="cancellationToken">Cuts the connection.</param>
    /// <exception cref="AgentCoreException">The call failed, or its response was lost on the way.</exception>
    public static async Task<CodeInterpreterResult> RunCommandAsync(
        this Connection connection,
        ICallLog log,
        CodeInterpreterSession session,
        string command,
        OutputFollower? follow,
        CancellationToken cancellationToken)
    {
        var exact = new ExactCommand(command, live: follow is not null);
        var (output, error) = (Encoding.UTF8.GetDecoder(), Encoding.UTF8.GetDecoder());
        var tools = new SessionTools(connection, log, session);
        var results = await exact.Script.SentAsync(
            tools, () => tools.ExecuteCommandAsync(exact.Line, FollowAsync, cancellationToken), cancellationToken);
        return exact.ToResult(results, session);

        async Task FollowAsync(IReadOnlyList<CodeInterpreterEvent> events)
        {
            var parts = events.Select(part => exact.Output.Feed(Shown(part))).ToList();
            if (follow is not null)
            {
                await follow.TakeAsync(
                    [.. parts.Select(part => new ProgramOutput(output.Text(part.Output), error.Text(part.Error)))]);
            }
        }
    }

    // The response to a command that fails may have a text block alone.
    private static string Shown(CodeInterpreterEvent part) => part.StandardOutput is { Length: > 0 } output
        ? output
        : string.Concat(part.Content.Where(block => block.Type == "text").Select(block => block.Text));

    private static string Text(this Decoder decoder, byte[] bytes)
    {
        var letters = new char[decoder.GetCharCount(bytes, 0, bytes.Length)];
        decoder.GetChars(bytes, 0, bytes.Length, letters, 0);
        return new string(letters);
    }
}

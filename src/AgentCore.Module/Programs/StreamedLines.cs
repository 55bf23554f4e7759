using System.Text;

namespace AgentCore.Programs;

/// <summary>Passes a program's output on line by line, standard error as warnings.</summary>
/// <remarks>
/// Warnings, not errors: programs write progress and hints to standard error, and -ErrorAction Stop must not end one
/// for that. They can be kept, redirected and silenced as all warnings.
/// </remarks>
internal sealed class StreamedLines(Func<IReadOnlyCollection<string>, Task> write, Action<string> warn)
{
    private readonly LineSplitter _output = new();
    private readonly LineSplitter _error = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _warnings = [];
    private bool _any;

    /// <summary>Passes on the lines that are complete now: all that come together at once.</summary>
    public async Task TakeAsync(IReadOnlyList<ProgramOutput> parts)
    {
        foreach (var (output, error) in parts)
        {
            _any |= output.Length + error.Length > 0;
            _error.Add(error, _warnings);
            await WarnAsync();
            _output.Add(output, _lines);
        }

        await WriteAsync();
    }

    /// <summary>
    /// Passes on what was left without a line's end, or the tool's own words where the program wrote nothing.
    /// </summary>
    public async Task EndAsync(CodeInterpreterResult result)
    {
        if (!_any)
        {
            await TakeAsync([new(result.Output, "")]);
        }

        await EndAsync();
    }

    /// <summary>Passes on what was left without a line's end.</summary>
    public async Task EndAsync()
    {
        _error.End(_warnings);
        await WarnAsync();
        _output.End(_lines);
        await WriteAsync();
    }

    // A warning comes behind the lines that were written before it.
    private async Task WarnAsync()
    {
        if (_warnings.Count > 0)
        {
            await WriteAsync();
            _warnings.ForEach(warn);
            _warnings.Clear();
        }
    }

    private async Task WriteAsync()
    {
        if (_lines.Count > 0)
        {
            await write(_lines);
            _lines.Clear();
        }
    }
}

/// <summary>Cuts a text that comes in pieces into lines; LF and CRLF end one.</summary>
internal sealed class LineSplitter
{
    private readonly StringBuilder _begun = new();

    /// <summary>Adds the lines that a piece ends.</summary>
    public void Add(string piece, List<string> lines)
    {
        var start = 0;
        for (var end = piece.IndexOf('\n'); end >= 0; end = piece.IndexOf('\n', start))
        {
            lines.Add(Line(piece, start, end));
            start = end + 1;
        }

        _begun.Append(piece, start, piece.Length - start);
    }

    /// <summary>Adds the line that was begun and not ended; none where the text ended with a line's end.</summary>
    public void End(List<string> lines)
    {
        if (_begun.Length > 0)
        {
            lines.Add(Line("", 0, 0));
        }
    }

    private string Line(string piece, int start, int end)
    {
        if (_begun.Length > 0)
        {
            piece = _begun.Append(piece, start, end - start).ToString();
            (start, end) = (0, piece.Length);
            _begun.Clear();
        }

        return piece.Substring(start, end - start - (end > start && piece[end - 1] == '\r' ? 1 : 0));
    }
}

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
    private bool _any;

    /// <summary>Passes on the lines that are complete now.</summary>
    public Task TakeAsync(string output, string error)
    {
        _any |= output.Length + error.Length > 0;
        return PassAsync(_output.Add(output), _error.Add(error));
    }

    /// <summary>
    /// Passes on what was left without a line's end, or the tool's own words where the program wrote nothing.
    /// </summary>
    public async Task EndAsync(CodeInterpreterResult result)
    {
        if (!_any)
        {
            await TakeAsync(result.Output, "");
        }

        await PassAsync(_output.Rest(), _error.Rest());
    }

    private Task PassAsync(List<string> output, List<string> error)
    {
        foreach (var line in error)
        {
            warn(line);
        }

        return output.Count > 0 ? write(output) : Task.CompletedTask;
    }
}

/// <summary>Cuts a text that comes in pieces into lines; LF and CRLF end one.</summary>
internal sealed class LineSplitter
{
    private readonly StringBuilder _begun = new();

    /// <summary>The lines that a piece ends.</summary>
    public List<string> Add(string piece)
    {
        var lines = new List<string>();
        var start = 0;
        for (var end = piece.IndexOf('\n'); end >= 0; end = piece.IndexOf('\n', start))
        {
            _begun.Append(piece, start, end - start);
            lines.Add(Take());
            start = end + 1;
        }

        _begun.Append(piece, start, piece.Length - start);
        return lines;
    }

    /// <summary>The line that was begun and not ended; none where the text ended with a line's end.</summary>
    public List<string> Rest() => _begun.Length > 0 ? [Take()] : [];

    private string Take()
    {
        if (_begun.Length > 0 && _begun[_begun.Length - 1] == '\r')
        {
            _begun.Length--;
        }

        var line = _begun.ToString();
        _begun.Clear();
        return line;
    }
}

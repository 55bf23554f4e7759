using System.Text;

namespace AgentCore.Programs;

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

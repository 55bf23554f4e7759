using System.Text;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// Decodes an output stream to text in pieces: a character is never split between two pieces, invalid UTF-8 becomes
/// U+FFFD, and the end of the last line can be left out.
/// </summary>
/// <param name="dropsLastLineEnd">Whether the end of the last line is left out.</param>
internal sealed class CapturedText(bool dropsLastLineEnd)
{
    private readonly Decoder _decoder = new UTF8Encoding(false).GetDecoder();
    private readonly StringBuilder _pending = new();
    private string _heldBack = "";

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => Decode(bytes, flush: false);

    /// <summary>The text since the last call. A line end that may be the last one is held back.</summary>
    public string Take()
    {
        _pending.Insert(0, _heldBack);
        _heldBack = dropsLastLineEnd ? LineEnd() : "";
        var text = _pending.ToString(0, _pending.Length - _heldBack.Length);
        _pending.Clear();
        return text;
    }

    /// <summary>The text since the last call, its line end included, for a reader that waits for whole lines.</summary>
    public string TakeAll()
    {
        var text = _heldBack + _pending;
        _pending.Clear();
        _heldBack = "";
        return text;
    }

    /// <summary>The rest, at the end of the stream.</summary>
    /// <param name="isCut">Whether output was dropped; then an incomplete character at the end is left out.</param>
    public string TakeLast(bool isCut = false)
    {
        if (!isCut)
        {
            Decode([], flush: true);
        }

        return Take();
    }

    /// <summary>Adds a note in brackets, as a line of its own.</summary>
    /// <param name="text">The text that gets it.</param>
    /// <param name="note">A sentence.</param>
    public static void AddNote(StringBuilder text, string note)
    {
        var lineEnd = text.Length > 0 && text[^1] != '\n' ? "\n" : "";
        text.Append(lineEnd).Append('[').Append(note).Append("]\n");
    }

    // In small pieces, since much output is long, and a copy of it takes as much memory.
    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        Span<char> characters = stackalloc char[4096];
        bool isComplete;
        do
        {
            _decoder.Convert(bytes, characters, flush, out var used, out var count, out isComplete);
            _pending.Append(characters[..count]);
            bytes = bytes[used..];
        }
        while (!isComplete);
    }

    private string LineEnd()
    {
        var length = Math.Min(2, _pending.Length);
        var end = _pending.ToString(_pending.Length - length, length);
        return end == "\r\n" ? end : end is [.., '\n' or '\r'] ? end[^1..] : "";
    }
}

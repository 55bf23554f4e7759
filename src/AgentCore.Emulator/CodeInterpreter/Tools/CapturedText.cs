using System.Text;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// One output stream, turned into text piece by piece: a character is never split over two pieces, invalid UTF-8 becomes
/// U+FFFD, and the very last line end can be left off.
/// </summary>
/// <param name="dropsLastLineEnd">Whether the end of the last line is left off.</param>
internal sealed class CapturedText(bool dropsLastLineEnd)
{
    private readonly Decoder _decoder = new UTF8Encoding(false).GetDecoder();
    private readonly StringBuilder _pending = new();
    private string _heldBack = "";

    /// <summary>Characters that wait to be taken.</summary>
    public int Length => _pending.Length;

    /// <summary>Takes bytes in.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => Decode(bytes, flush: false);

    /// <summary>Takes a text in.</summary>
    public void Add(string text) => _pending.Append(text);

    /// <summary>What has come since the last time. A line end that may be the last one waits for what follows.</summary>
    public string Take()
    {
        var text = TakeAll();
        _heldBack = dropsLastLineEnd ? LineEndOf(text) : "";
        return text[..^_heldBack.Length];
    }

    /// <summary>What has come since the last time, its line end included: for a reader that waits for whole lines.</summary>
    public string TakeAll()
    {
        var text = _heldBack + _pending;
        _pending.Clear();
        _heldBack = "";
        return text;
    }

    /// <summary>The rest, when no more will come.</summary>
    /// <param name="isCut">Whether more was written, so that a character at the end may be half: then it is left off.</param>
    public string TakeLast(bool isCut = false)
    {
        if (!isCut)
        {
            Decode([], flush: true);
        }

        return Take();
    }

    /// <summary>What standard error tells, last, of output that was cut off.</summary>
    /// <param name="stderr">Standard error before it.</param>
    /// <param name="reason">Why it was cut off.</param>
    public static string WithCutNote(string stderr, string reason) =>
        $"{stderr}{(stderr is [.., not '\n'] ? "\n" : "")}[The output was cut off: {reason}.]\n";

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        var characters = new char[_decoder.GetCharCount(bytes, flush)];
        var count = _decoder.GetChars(bytes, characters, flush);
        _pending.Append(characters, 0, count);
    }

    private static string LineEndOf(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : text is [.., '\n' or '\r'] ? text[^1..] : "";
}

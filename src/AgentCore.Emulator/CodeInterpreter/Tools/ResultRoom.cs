using System.Text.Encodings.Web;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>
/// The room that is left in the one message of a result. A text is in it twice, in a block and in a named member, and
/// is longer there where JSON escapes its characters.
/// </summary>
internal sealed class ResultRoom
{
    /// <summary>
    /// The most bytes of text that a result can have; fewer where JSON escapes characters, or there are images.
    /// </summary>
    public const int MaxTextBytes = (EventStreamFrame.MaxPayload - ForTheRest) / 2;

    // Names, numbers, notes, and the end of standard error in a block of its own.
    private const int ForTheRest = 128 * 1024;

    private int _left = EventStreamFrame.MaxPayload - ForTheRest;

    /// <summary>Whether something was left out.</summary>
    public bool IsCut { get; set; }

    /// <summary>Length of so many bytes in base64.</summary>
    public static long Base64Length(long bytes) => (bytes + 2) / 3 * 4;

    /// <summary>Takes so many bytes; false, and nothing taken, when there are not as many.</summary>
    public bool Take(long bytes)
    {
        if (bytes > _left)
        {
            IsCut = true;
            return false;
        }

        _left -= (int)bytes;
        return true;
    }

    /// <summary>
    /// Takes the room of a text that is in the result once; false, and nothing taken, when there is none.
    /// </summary>
    /// <param name="text">The text in UTF-8.</param>
    public bool TakeText(ReadOnlySpan<byte> text)
    {
        var (length, cost) = Fit(text, _left);
        IsCut |= length < text.Length;
        return length == text.Length && Take(cost);
    }

    /// <summary>
    /// The beginnings of two texts in UTF-8 that fit, whole characters. When both are long, most of the room is for
    /// standard output.
    /// </summary>
    public (ReadOnlyMemory<byte> Stdout, ReadOnlyMemory<byte> Stderr) Fit(
        ReadOnlyMemory<byte> stdout, ReadOnlyMemory<byte> stderr)
    {
        var room = _left / 2;
        var (_, errorCost) = Fit(stderr.Span, room / 4);
        var (outputLength, outputCost) = Fit(stdout.Span, room - errorCost);
        var (errorLength, _) = Fit(stderr.Span, room - outputCost);
        IsCut |= outputLength < stdout.Length || errorLength < stderr.Length;
        return (stdout[..outputLength], stderr[..errorLength]);
    }

    // How many bytes fit, and how long they are in JSON.
    private static (int Length, int Cost) Fit(ReadOnlySpan<byte> text, int room)
    {
        Span<byte> escaped = stackalloc byte[4096];
        var (length, cost) = (0, 0);
        while (length < text.Length)
        {
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(
                text[length..], escaped[..Math.Min(escaped.Length, room - cost)], out var consumed, out var written);
            if (consumed == 0)
            {
                break;
            }

            length += consumed;
            cost += written;
        }

        return (length, cost);
    }
}

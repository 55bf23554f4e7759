namespace AgentCore.Pages.Transport;

/// <summary>
/// Mends JSON whose strings hold half a surrogate pair: JavaScript allows that, .NET's reader does not.
/// </summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Puts the escape of U+FFFD in the place of every escaped surrogate without its partner.</summary>
    /// <param name="json">JSON in UTF-8; it is changed in place and keeps its length.</param>
    public static void Replace(Span<byte> json)
    {
        var at = 0;
        while (json[at..].IndexOf((byte)'\\') is >= 0 and var next)
        {
            at += next;
            var half = EscapedHalf(json[at..]);
            if (half is Half.High && EscapedHalf(json[(at + EscapeLength)..]) is Half.Low)
            {
                at += 2 * EscapeLength;
            }
            else if (half is not Half.None)
            {
                "\\ufffd"u8.CopyTo(json[at..]);
                at += EscapeLength;
            }
            else
            {
                // The escaped character is passed over, so that the second of two backslashes begins nothing.
                at = Math.Min(at + 2, json.Length);
            }
        }
    }

    /// <summary>Whether a text has a surrogate without its partner, which UTF-8 cannot write.</summary>
    public static bool AreIn(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }

    // What the text begins with: \uD8xx to \uDBxx is the first half of a pair, \uDCxx to \uDFxx the second.
    private static Half EscapedHalf(ReadOnlySpan<byte> json)
    {
        if (json.Length < EscapeLength || json[0] != '\\' || json[1] != 'u' || (json[2] | 0x20) != 'd')
        {
            return Half.None;
        }

        return (char)(json[3] | 0x20) switch
        {
            '8' or '9' or 'a' or 'b' => Half.High,
            >= 'c' and <= 'f' => Half.Low,
            _ => Half.None,
        };
    }

    private enum Half
    {
        None,
        High,
        Low,
    }
}

namespace AgentCore;

/// <summary>What is done to the ends of lines.</summary>
internal static class LineEnds
{
    /// <summary>The text without the end of its last line, as a person reads it.</summary>
    public static string TrimLastLineEnd(this string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2]
            : text.EndsWith("\n", StringComparison.Ordinal) ? text[..^1]
            : text;
}

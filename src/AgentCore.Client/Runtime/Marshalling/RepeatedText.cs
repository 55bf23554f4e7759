namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>
/// Gives the long text that was read last again where the same bytes follow: an event has what a program printed as
/// content and as its standard output. To compare bytes takes a fraction of what it takes to decode them, and one
/// string of the two is enough.
/// </summary>
internal static class RepeatedText
{
    private const int Shortest = 256;
    private const int Longest = 256 * 1024;

    [ThreadStatic]
    private static byte[]? _bytes;

    [ThreadStatic]
    private static int _length;

    [ThreadStatic]
    private static string? _text;

    /// <summary>The text that was kept for these bytes; null where it was another.</summary>
    public static string? Find(ReadOnlySpan<byte> bytes) =>
        bytes.Length == _length && _text is { } text && bytes.SequenceEqual(_bytes.AsSpan(0, _length)) ? text : null;

    /// <summary>Keeps a text that is long enough, and not too long.</summary>
    /// <param name="bytes">As it stands in the JSON, with escapes.</param>
    /// <param name="text">What it says.</param>
    public static void Keep(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length is < Shortest or > Longest)
        {
            return;
        }

        if (_bytes is null || _bytes.Length < bytes.Length)
        {
            _bytes = new byte[bytes.Length];
        }

        bytes.CopyTo(_bytes);
        (_length, _text) = (bytes.Length, text);
    }
}

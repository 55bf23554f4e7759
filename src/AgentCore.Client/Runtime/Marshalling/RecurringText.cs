using System.Text;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>
/// Gives short texts that come again and again, such as the names of members, as one string each. It keeps a few of
/// them: a text that comes instead takes the place of another.
/// </summary>
internal static class RecurringText
{
    private const int Longest = 32;

    private static readonly Entry?[] Entries = new Entry?[256];

    /// <summary>The text that some bytes of UTF-8 are; what is not UTF-8 becomes replacement characters.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > Longest)
        {
            return Decode(utf8);
        }

        ref var entry = ref Entries[PlaceOf(utf8)];
        if (entry is not { } known || !utf8.SequenceEqual(known.Utf8))
        {
            // Another thread may do the same; each has a whole entry, and either may stay.
            entry = known = new Entry(utf8.ToArray(), Decode(utf8));
        }

        return known.Text;
    }

    private static string Decode(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8.ToArray());

    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        var hash = utf8.Length;
        foreach (var value in utf8)
        {
            hash = (hash * 31) + value;
        }

        return hash & 255;
    }

    private sealed record Entry(byte[] Utf8, string Text);
}

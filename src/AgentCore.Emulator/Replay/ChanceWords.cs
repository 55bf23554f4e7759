using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentCore.Emulator.Replay;

/// <summary>
/// A text with the words that clients make by chance: GUIDs, the eight digits at the end of a default session name,
/// and the ends of temporary names as Node.js and Python make them. Requests that differ in nothing else are the same.
/// Base64 of gzip counts as what is packed in it, since other versions of a runtime pack in other ways, and since a
/// GUID may be in it, too.
/// </summary>
internal sealed partial class ChanceWords
{
    // As /tmp/playwright-artifacts-Ab12Cd and /tmp/tmpab12cd34; T and Temp are the folders of macOS and Windows.
    private const string TemporaryName =
        @"|(?<=[/\\](?:tmp|T|Temp)[/\\]{1,2}[A-Za-z0-9._-]{1,60}-)[A-Za-z0-9]{6}(?![A-Za-z0-9])"
        + @"|(?<=[/\\](?:tmp|T|Temp)[/\\]{1,2}tmp)[a-z0-9_]{8}(?![a-z0-9_])";

    // Longest content that is unpacked, in characters: a request may pack anything.
    private const int LongestContent = 4 * 1024 * 1024;

    private ChanceWords(string text)
    {
        Text = text;
        Words = [.. Word().Matches(text).Select(match => match.Value)];
        Template = Word().Replace(text, "*");
    }

    /// <summary>The text, unpacked.</summary>
    public string Text { get; }

    /// <summary>The text with an asterisk for each word.</summary>
    public string Template { get; }

    /// <summary>The words, in their order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Finds the words of a text.</summary>
    public static ChanceWords Find(string text) =>
        new(Packed().Replace(text, match => Unpack(match.Value) is { } content ? $"gzip({content})" : match.Value));

    /// <summary>Replaces words in a text, also in what is packed in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">The words with their replacements.</param>
    public static string Replace(string text, IReadOnlyDictionary<string, string> words)
    {
        if (words.Count == 0)
        {
            return text;
        }

        // Without a boundary behind a word, since a program may print a digit right after it.
        string Exchange(string content) => WordStart().Replace(
            content, match => words.GetValueOrDefault(match.Value, match.Value));

        return Packed().Replace(
            Exchange(text),
            match => Unpack(match.Value) is { } content && Exchange(content) is var changed && changed != content
                ? Pack(changed)
                : match.Value);
    }

    private static string? Unpack(string base64)
    {
        try
        {
            using var zip = new GZipStream(
                new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
            using var reader = new StreamReader(
                zip, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var content = new StringBuilder();
            var piece = new char[8192];
            while (reader.Read(piece) is > 0 and var count && content.Length <= LongestContent)
            {
                content.Append(piece, 0, count);
            }

            return content.Length <= LongestContent ? content.ToString() : null;
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or DecoderFallbackException)
        {
            return null; // it only looks like that
        }
    }

    private static string Pack(string content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(Encoding.UTF8.GetBytes(content));
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    [GeneratedRegex(
        "(?<![0-9a-f])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})(?![0-9a-f])"
            + "|(?<=-session-)[0-9a-f]{8}(?![0-9a-z])" + TemporaryName,
        RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(
        "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|(?<=-session-)[0-9a-f]{8}" + TemporaryName,
        RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();

    // The first bytes of gzip are always the same.
    [GeneratedRegex("H4sI[A-Za-z0-9+/]{12,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Packed();
}

using System.Runtime.InteropServices;
using System.Text;

namespace AgentCore.Files;

/// <summary>The name of a local file for one that somebody else named.</summary>
internal static class ReceivedName
{
    // What file systems take, in UTF-8, less what a file has while it is written.
    private const int LongestName = 240;

    // Of a name with a longer one, it is no ending.
    private const int LongestEnding = 20;

    /// <summary>What comes nearest to the name on this machine: never a path, never empty.</summary>
    public static string Of(string name) => Of(name, RuntimeInformation.IsOSPlatform(OSPlatform.Windows));

    /// <summary>The same for another system.</summary>
    /// <param name="name">Any text.</param>
    /// <param name="windows">Whether the file is for Windows, which allows less.</param>
    public static string Of(string name, bool windows)
    {
        var plain = new string([.. name.Select(letter => IsAllowed(letter, windows) ? letter : '_')]);
        if (windows)
        {
            plain = plain.TrimEnd(' ', '.');
        }

        plain = Shortened(plain);
        return plain is "" or "." or ".." ? "download"
            : LocalName.Problem(plain, windows) is null ? plain
            : "_" + plain;
    }

    private static bool IsAllowed(char letter, bool windows) =>
        !char.IsControl(letter)
            && letter is not ('/' or '\\')
            && !(windows && letter is ':' or '<' or '>' or '"' or '|' or '?' or '*');

    private static string Shortened(string name)
    {
        var ending = Path.GetExtension(name);
        var end = ending.Length > LongestEnding ? name.Length : name.Length - ending.Length;
        var rest = name[end..];
        while (Encoding.UTF8.GetByteCount(name[..end] + rest) > LongestName)
        {
            end -= end > 1 && char.IsLowSurrogate(name[end - 1]) ? 2 : 1;
        }

        return name[..end] + rest;
    }
}

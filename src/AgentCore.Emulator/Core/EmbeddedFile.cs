using System.Reflection;

namespace AgentCore.Emulator.Core;

/// <summary>
/// The scripts and pages that are part of the emulator, by the names that its project file gives them.
/// </summary>
internal static class EmbeddedFile
{
    private static readonly Assembly Emulator = typeof(EmbeddedFile).Assembly;

    /// <summary>The names of all files.</summary>
    public static IReadOnlyList<string> Names { get; } = Emulator.GetManifestResourceNames();

    /// <summary>The text of a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static byte[] ReadBytes(string name)
    {
        using var file = Open(name);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static Stream Open(string name) => Emulator.GetManifestResourceStream(name)
        ?? throw new FileNotFoundException($"The emulator has no file {name} in it.");
}

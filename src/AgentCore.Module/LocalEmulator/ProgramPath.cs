using System.Runtime.InteropServices;
using System.Text;

namespace AgentCore.LocalEmulator;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramPath
{
    private static readonly string[] Endings =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? [".exe", ".cmd", ".bat", ""] : [""];

    /// <summary>The folders of PATH.</summary>
    public static IEnumerable<string> Folders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    /// <summary>The full path of a program; null where it is not on PATH.</summary>
    /// <param name="name">Its name, or a path, which only has to exist.</param>
    public static string? Find(string name)
    {
        if (name.IndexOfAny(['/', '\\']) >= 0)
        {
            return File.Exists(name) ? Path.GetFullPath(name) : null;
        }

        return Find(name, Folders);
    }

    /// <summary>The full path of a program in the first of these folders that has it; null where none has.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folders">Where to look; empty ones are left out.</param>
    public static string? Find(string name, IEnumerable<string?> folders) => folders
        .Where(folder => !string.IsNullOrWhiteSpace(folder))
        .SelectMany(folder => Endings.Select(ending => Path.Combine(folder!, name + ending)))
        .FirstOrDefault(File.Exists);
}

/// <summary>Joins arguments into one command line, which is all that netstandard2.0 takes.</summary>
internal static class CommandLineText
{
    /// <summary>Quotes each argument so that .NET, and Windows, take it apart into the same ones again.</summary>
    public static string Join(IEnumerable<string> arguments) => string.Join(" ", arguments.Select(Quote));

    private static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.IndexOfAny([' ', '\t', '\n', '"']) < 0)
        {
            return argument;
        }

        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var letter in argument)
        {
            // Backslashes count only before a quote, where each needs one of its own.
            quoted.Append('\\', letter == '"' ? backslashes + 1 : 0).Append(letter);
            backslashes = letter == '\\' ? backslashes + 1 : 0;
        }

        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}

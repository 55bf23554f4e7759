using System.Runtime.InteropServices;

namespace AgentCore;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The full path of a program; null where it is not on PATH.</summary>
    /// <param name="name">Its name, or a path, which only has to exist.</param>
    public static string? Find(string name)
    {
        if (name.IndexOfAny(['/', '\\']) >= 0)
            return File.Exists(name) ? Path.GetFullPath(name) : null;
        var endings = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? new[] { ".exe", ".cmd", ".bat", "" } : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }
}

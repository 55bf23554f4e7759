namespace AgentCore.Emulator.Core;

/// <summary>Finds programs on PATH, as a shell does.</summary>
internal static class ProgramFinder
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// Full path of the first of <paramref name="names"/> that is found on PATH, or null. A rooted name is used as it
    /// is.
    /// </summary>
    public static string? Find(params string[] names) =>
        names.Select(FindOne).FirstOrDefault(found => found is not null);

    private static string? FindOne(string name)
    {
        if (Path.IsPathRooted(name))
        {
            return IsProgram(name) ? name : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ""] : [""];
        return folders
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
}

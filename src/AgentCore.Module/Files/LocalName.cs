namespace AgentCore.Files;

/// <summary>Whether a name from a session may become a file's name on this machine.</summary>
internal static class LocalName
{
    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>Why it may not; null where it may.</summary>
    /// <param name="name">One part of a path.</param>
    /// <param name="windows">Whether the file is for Windows, which allows less.</param>
    public static string? Problem(string name, bool windows)
    {
        if (name is "" or "." or "..")
        {
            return "it would lead out of the folder";
        }

        if (name.Contains('/') || name.Contains('\0') || (windows && name.IndexOfAny(['\\', ':']) >= 0))
        {
            return "it would lead out of the folder";
        }

        if (!windows)
        {
            return null;
        }

        if (name.IndexOfAny(['<', '>', '"', '|', '?', '*']) >= 0 || name.Any(letter => letter < ' '))
        {
            return "Windows does not allow one of its letters";
        }

        if (name.EndsWith(" ", StringComparison.Ordinal) || name.EndsWith(".", StringComparison.Ordinal))
        {
            return "on Windows a name cannot end in a space or a dot";
        }

        return Devices.Contains(name.Split('.')[0].TrimEnd(' ')) ? "on Windows it is the name of a device" : null;
    }
}

using System.Runtime.InteropServices;
using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>
/// The folder that files are received into; nothing gets out of it, whatever the other side calls its files.
/// </summary>
internal sealed class LocalFolder
{
    private static readonly bool Windows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    // Where two names that differ in case are one file, the second must not replace the first one.
    private static readonly StringComparer Names
        = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    private readonly string _root;
    private readonly bool _noClobber;
    private readonly HashSet<string> _taken = new(Names);

    /// <param name="root">Full path; made where it is missing.</param>
    /// <param name="noClobber">Whether files that are there stay.</param>
    public LocalFolder(string root, bool noClobber)
    {
        _root = Path.GetFullPath(root);
        _noClobber = noClobber;
    }

    /// <summary>Where a file goes.</summary>
    /// <param name="relative">Its path below the folder, with forward slashes.</param>
    /// <exception cref="AgentCoreException">It cannot be there, or something is that must stay.</exception>
    public string PathOf(string relative)
    {
        var path = Below(relative);
        if (Directory.Exists(path))
        {
            throw FileErrors.Exists($"'{relative}' is not received: '{path}' is a folder.");
        }

        if (_noClobber && File.Exists(path))
        {
            throw FileErrors.Exists($"The file '{path}' already exists.");
        }

        return _taken.Add(path)
            ? path
            : throw FileErrors.Exists(
                $"'{relative}' is not received: another file of this call was written to '{path}'.");
    }

    /// <summary>Where a folder goes; nothing is made yet.</summary>
    /// <exception cref="AgentCoreException">It cannot be there.</exception>
    public string FolderPathOf(string relative)
    {
        var path = Below(relative);
        RejectLink(path);
        return path;
    }

    private string Below(string relative)
    {
        var path = _root;
        foreach (var part in relative.Split('/'))
        {
            if (LocalName.Problem(part, Windows) is { } problem)
            {
                throw Failures.InvalidArgument(
                    $"'{relative}' is not received: '{part}' cannot be a name here, since {problem}.");
            }

            RejectLink(path);
            path = Path.Combine(path, part);
        }

        return path;
    }

    // A link within the folder could lead anywhere. The folder itself is the user's choice.
    private void RejectLink(string folder)
    {
        if (folder == _root || !Directory.Exists(folder))
        {
            return;
        }

        if (new DirectoryInfo(folder).Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            throw Failures.InvalidArgument(
                $"Nothing is received into '{folder}': it is a link, which may lead out of '{_root}'.");
        }
    }
}

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

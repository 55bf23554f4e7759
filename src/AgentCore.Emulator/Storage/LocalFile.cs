namespace AgentCore.Emulator.Storage;

/// <summary>Finds files by names that callers give.</summary>
internal static class LocalFile
{
    /// <summary>Full path of the file of this name in a folder or below it; null when there is none.</summary>
    public static string? Find(string folder, string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var path = Path.GetFullPath(Path.Join(folder, name));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path)
            ? path
            : null;
    }
}

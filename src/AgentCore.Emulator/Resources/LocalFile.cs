using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Finds files by names that callers give.</summary>
internal static class LocalFile
{
    /// <summary>
    /// Full path of the ordinary file of this name in a folder or below it; null when there is none. A pipe or a device,
    /// whose opening may wait for ever, is none.
    /// </summary>
    public static string? Find(string folder, string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var path = Path.GetFullPath(Path.Join(folder, name));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && File.Exists(path)
            && FileStatus.IsOrdinary(path)
            ? path
            : null;
    }

    /// <summary>Opens a file, or reads it.</summary>
    /// <param name="member">Path of the member that names it, for errors.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="open">Does it.</param>
    /// <exception cref="ServiceException">It cannot be read; the message names the file.</exception>
    public static T Read<T>(string member, string path, Func<string, T> open)
    {
        try
        {
            return open(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var reason = StorageException.ReasonOf(error);
            throw ServiceErrors.Invalid(new FieldError(member, $"is read from the file {path}, which cannot be read: {reason}"));
        }
    }
}

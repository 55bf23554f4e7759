using System.Text.Json;

namespace AgentCore.Emulator.Core;

/// <summary>Files of the data folder that nobody but the emulator's user may read.</summary>
internal static class PrivateFile
{
    /// <summary>Puts a file in place of an older one, if there is one; whoever reads it sees the one or the other, whole.</summary>
    /// <exception cref="StorageException">It cannot be written; the older one is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var fresh = path + ".new";
        try
        {
            File.Delete(fresh); // a part left by a crash, or a pipe or link that must not be written through
            using (var file = new FileStream(fresh, options))
            {
                file.Write(content);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(fresh); // on a full disk, its part would keep others from being written
            throw StorageException.NotWritten(path, error);
        }
    }

    /// <summary>Reads a JSON file; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong with its content, as the end of a sentence; null when nothing is.</param>
    /// <param name="remedy">What to do about one that cannot be read, a whole sentence.</param>
    /// <exception cref="StorageException">It cannot be read, or is not what was written there.</exception>
    public static T? ReadJson<T>(string path, Func<T, string?> fault, string remedy)
        where T : class
    {
        if (File.Exists(path) && !FileStatus.IsOrdinary(path))
        {
            throw StorageException.NotRead(path, "it is not an ordinary file", remedy);
        }

        try
        {
            var content = JsonSerializer.Deserialize<T>(File.ReadAllBytes(path));
            return (content is null ? "it holds nothing" : fault(content)) is { } problem
                ? throw StorageException.NotRead(path, problem, remedy)
                : content;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException error)
        {
            // Not the parser's own words, which may show what the file holds.
            var where = $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}";
            throw StorageException.NotRead(path, $"it is not what the emulator writes there ({where})", remedy, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotRead(path, StorageException.ReasonOf(error), remedy, error);
        }
    }

    /// <summary>Removes a file, if it is there.</summary>
    /// <exception cref="StorageException">It cannot be removed.</exception>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotWritten(path, error);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The fault that led here is the one to report.
        }
    }
}

using System.Text.Json;

namespace AgentCore.Emulator.Core;

/// <summary>Files of the data folder that only the user of the emulator may read.</summary>
internal static class PrivateFile
{
    /// <summary>
    /// Writes a file, or replaces it; a reader sees either the old content or the new one, never a part.
    /// </summary>
    /// <exception cref="StorageException">It cannot be written; the old content is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content) => Replace(path, path + ".new", content);

    /// <summary>Writes a file by way of a temporary one beside it, as above.</summary>
    /// <exception cref="StorageException">It cannot be written; the old content is still there.</exception>
    public static void Replace(string path, string temporary, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            File.Delete(temporary); // left by a crash, or a pipe or link that must not be written to
            using (var file = new FileStream(temporary, options))
            {
                file.Write(content);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary); // on a full disk, it would take the space of others
            throw StorageException.NotWritten(path, error);
        }
    }

    /// <summary>Reads a JSON file; null when there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="validate">What is wrong with its content, as the end of a sentence; null when it is valid.</param>
    /// <param name="remedy">What to do when it cannot be read, as a sentence.</param>
    /// <exception cref="StorageException">It cannot be read, or its content is not valid.</exception>
    public static T? ReadJson<T>(string path, Func<T, string?> validate, string remedy)
        where T : class
    {
        if (File.Exists(path) && !FileStatus.IsRegular(path))
        {
            throw StorageException.NotRead(path, "it is not a regular file", remedy);
        }

        try
        {
            var content = JsonSerializer.Deserialize<T>(File.ReadAllBytes(path));
            return (content is null ? "it is empty" : validate(content)) is { } problem
                ? throw StorageException.NotRead(path, problem, remedy)
                : content;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException error)
        {
            // Without the message of the parser, which may show content of the file.
            var where = $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}";
            throw StorageException.NotRead(path, $"its content is not valid ({where})", remedy, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotRead(path, StorageException.ReasonOf(error), remedy, error);
        }
    }

    /// <summary>Deletes a file, if it exists.</summary>
    /// <exception cref="StorageException">It cannot be deleted.</exception>
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
            // The first error is the one to report.
        }
    }
}

/// <summary>
/// A file of the data folder cannot be read or written; the message has its path, the reason and what to do.
/// </summary>
internal sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A file or folder cannot be written.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="error">The error of the system.</param>
    public static StorageException NotWritten(string path, Exception error) => new(
        $"'{path}' cannot be written: {ReasonOf(error)}. Free space there or make it writable, then try again.", error);

    /// <summary>A file cannot be read, or its content is not valid.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">The reason, as a part of a sentence.</param>
    /// <param name="remedy">What to do, as a sentence.</param>
    /// <param name="error">The cause, if there is one.</param>
    public static StorageException NotRead(string path, string reason, string remedy, Exception? error = null) =>
        new($"'{path}' cannot be read: {reason}. {remedy}", error);

    /// <summary>The reason that the system gives, without the path, which our messages have already.</summary>
    public static string ReasonOf(Exception error) => error.Message.Split(" : '")[0].TrimEnd('.');
}

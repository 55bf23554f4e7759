namespace AgentCore.Emulator.Core;

/// <summary>A file of the data folder cannot be read or written; the message names it, the reason and what to do.</summary>
internal sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Something could not be written.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="error">What the system reported.</param>
    public static StorageException NotWritten(string path, Exception error) => new(
        $"'{path}' cannot be written: {ReasonOf(error)}. Free space there or make it writable, then try again.", error);

    /// <summary>Something could not be read, or is not what was written there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="remedy">What to do, a whole sentence.</param>
    /// <param name="error">What was reported, if anything was.</param>
    public static StorageException NotRead(string path, string reason, string remedy, Exception? error = null) =>
        new($"'{path}' cannot be read: {reason}. {remedy}", error);

    /// <summary>The system's reason without the path, which our own messages name.</summary>
    public static string ReasonOf(Exception error) => error.Message.Split(" : '")[0].TrimEnd('.');
}

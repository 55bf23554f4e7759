namespace AgentCore.Files;

/// <summary>A file that is to be sent, or content that is to become one.</summary>
/// <param name="Remote">Where it goes, below the session's working folder.</param>
/// <param name="Source">Where it comes from; null for content that is no file.</param>
/// <param name="Length">How many bytes it had when it was looked at; that many are sent.</param>
/// <param name="OpenRead">Opens it for reading.</param>
internal sealed record OutgoingFile(string Remote, string? Source, long Length, Func<Stream> OpenRead)
{
    /// <summary>A file of this machine; others may go on writing to it.</summary>
    public static OutgoingFile Of(FileInfo file, string remote) => new(
        remote, file.FullName, LengthOf(file), () => Open(file));

    /// <summary>Content that is at hand.</summary>
    public static OutgoingFile Of(byte[] content, string remote) =>
        new(remote, null, content.Length, () => new MemoryStream(content, writable: false));

    /// <summary>What errors are about.</summary>
    public string Shown => Source ?? Remote;

    // Of a link, FileInfo tells how long the link's own text is.
    private static long LengthOf(FileInfo file)
    {
        if (!file.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return file.Length;
        }

        using var content = Open(file);
        return content.Length;
    }

    private static FileStream Open(FileInfo file) => new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
}

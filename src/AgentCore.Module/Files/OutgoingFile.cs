namespace AgentCore.Files;

/// <summary>A file that is to be sent, or content that is to become one.</summary>
/// <param name="Remote">Where it goes, below the session's working folder.</param>
/// <param name="Source">Where it comes from; null for content that is not a file.</param>
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

    /// <summary>What errors call it.</summary>
    public string DisplayName => Source ?? Remote;

    // Of a link, FileInfo gives the length of the link's own text.
    private static long LengthOf(FileInfo file)
    {
        if (!file.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return file.Length;
        }

        using var content = Open(file);
        return content.Length;
    }

    private static FileStream Open(FileInfo file) =>
        new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
}

/// <summary>The files and folders that a local path names, and where in a session they go.</summary>
internal sealed class LocalTree
{
    /// <summary>Files to send.</summary>
    public List<OutgoingFile> Files { get; } = [];

    /// <summary>Folders that hold nothing and are made on the other side, by their paths there.</summary>
    public List<string> EmptyFolders { get; } = [];

    /// <summary>Links to folders, which are not followed: they may lead in a circle, or anywhere.</summary>
    public List<string> PassedOver { get; } = [];

    /// <summary>What cannot be read, and why.</summary>
    public List<(string Path, Exception Error)> Failures { get; } = [];

    /// <summary>A file, or a folder with all that is in it, which keeps its name.</summary>
    public static LocalTree Of(FileSystemInfo item, string remoteFolder)
    {
        var tree = new LocalTree();
        tree.Add(item, RemotePath.Join(remoteFolder, item.Name));
        return tree;
    }

    private void Add(FileSystemInfo item, string remote)
    {
        try
        {
            if (item is FileInfo file)
            {
                Files.Add(OutgoingFile.Of(file, remote));
            }
            else
            {
                AddFolder((DirectoryInfo)item, remote);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failures.Add((item.FullName, error));
        }
    }

    private void AddFolder(DirectoryInfo folder, string remote)
    {
        var children = folder.GetFileSystemInfos();
        Array.Sort(children, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        if (children.Length == 0)
        {
            EmptyFolders.Add(remote);
        }

        foreach (var child in children)
        {
            if (child is DirectoryInfo && child.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                PassedOver.Add(child.FullName);
            }
            else
            {
                Add(child, RemotePath.Join(remote, child.Name));
            }
        }
    }
}

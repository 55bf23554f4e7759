namespace AgentCore;

/// <summary>A file or folder of a code interpreter session.</summary>
public sealed class CodeInterpreterFile
{
    internal CodeInterpreterFile(FileEntry entry, CodeInterpreterSession session)
    {
        Entry = entry;
        Session = session;
    }

    /// <summary>Its name alone.</summary>
    public string Name => AgentCore.RemotePath.Name(RemotePath);

    /// <summary>Where it is below the session's working folder, with forward slashes.</summary>
    /// <remarks>
    /// Not called Path: PowerShell's own cmdlets would take that for a local file's. <c>Remove-Item</c> in a pipeline
    /// would remove a local file of that name.
    /// </remarks>
    public string RemotePath => Entry.Path;

    /// <summary>
    /// The path that PowerShell's own cmdlets know it by, such as <c>AgentCore\ACCodeInterpreter::01M7…/t.csv</c>.
    /// </summary>
    public string PSPath => @"AgentCore\ACCodeInterpreter::" + new DrivePath(SessionId, RemotePath);

    /// <summary>Whether it is a folder.</summary>
    public bool IsDirectory => Entry.IsFolder;

    /// <summary>Its size in bytes; null unless it is a file.</summary>
    public long? Length => Entry.Size;

    /// <summary>Kind of its content by its name, such as <c>text/csv</c>; null unless it is a file.</summary>
    public string? MimeType => Entry.Mime;

    /// <summary>When its content last changed, local time.</summary>
    public DateTime LastWriteTime =>
        new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(Entry.Modified).ToLocalTime();

    /// <summary>What it points to, if it is a symbolic link.</summary>
    public string? LinkTarget => Entry.Link;

    /// <summary>The session that has it.</summary>
    public string SessionId => Session.SessionId;

    /// <summary>The code interpreter of that session.</summary>
    public string CodeInterpreterIdentifier => Session.CodeInterpreterIdentifier;

    /// <summary>The region it lives in; null for a file of a session that was given by its id.</summary>
    public string? Region => Session.Region;

    internal FileEntry Entry { get; }

    internal CodeInterpreterSession Session { get; }

    /// <summary>Where it is in the session.</summary>
    public override string ToString() => RemotePath;
}

/// <summary>A file or folder of a session, as the script describes it.</summary>
/// <param name="Path">Below the working folder.</param>
/// <param name="Kind"><c>file</c>, <c>folder</c> or <c>other</c>: a pipe, a device, a link to nothing.</param>
/// <param name="Modified">Seconds since 1970, UTC.</param>
/// <param name="Reachable">False for a link that leads out of the working folder.</param>
/// <param name="Readable">False where the name is not valid UTF-8 and so cannot be requested.</param>
internal sealed record FileEntry(string Path, string Kind, double Modified, bool Reachable, bool Readable)
{
    /// <summary>Bytes of a file.</summary>
    public long? Size { get; init; }

    /// <summary>Kind of a file's content, by its name.</summary>
    public string? Mime { get; init; }

    /// <summary>What a link points to.</summary>
    public string? Link { get; init; }

    /// <summary>Whether a folder holds nothing; null unless it is a folder.</summary>
    public bool? Empty { get; init; }

    /// <summary>SHA-256 of a file in hexadecimal digits, where it was requested and can be read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Error { get; init; }

    public bool IsFolder => Kind == "folder";

    public bool IsFile => Kind == "file";
}

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

    /// <summary>Its size in bytes; null for what is no file.</summary>
    public long? Length => Entry.Size;

    /// <summary>Kind of its content by its name, such as <c>text/csv</c>; null for what is no file.</summary>
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

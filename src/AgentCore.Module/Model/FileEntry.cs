namespace AgentCore;

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

    /// <summary>Whether a folder holds nothing; null for what is no folder.</summary>
    public bool? Empty { get; init; }

    /// <summary>SHA-256 of a file in hexadecimal digits, where it was requested and can be read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Error { get; init; }

    public bool IsFolder => Kind == "folder";

    public bool IsFile => Kind == "file";
}

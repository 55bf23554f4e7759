namespace AgentCore.Files;

/// <summary>One thing to do in a session's folder; see <c>session_files.py</c> for what each operation reads of it.</summary>
/// <param name="Path">The file or folder, below the working folder.</param>
internal sealed record FileQuery(string Path)
{
    /// <summary>Where it goes: the new name, or a folder that is there.</summary>
    public string? To { get; init; }

    /// <summary>Whether folders are meant with all that is in them.</summary>
    public bool? Recurse { get; init; }

    /// <summary>Whether the SHA-256 of files is wanted.</summary>
    public bool? Hash { get; init; }

    /// <summary>Whether a file that is there already may go.</summary>
    public bool? Replace { get; init; }

    /// <summary>Whether the pieces go to the end of a file that is there already.</summary>
    public bool? Append { get; init; }

    /// <summary>Where a piece begins, in bytes.</summary>
    public long? Offset { get; init; }

    /// <summary>The size of a piece, or of all pieces together, in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>How many pieces there are.</summary>
    public int? Pieces { get; init; }

    /// <summary>The SHA-256 that all pieces have together, in hexadecimal digits.</summary>
    public string? Sha256 { get; init; }
}

namespace AgentCore;

/// <summary>A file that was copied into a code interpreter session, and found there as it was sent.</summary>
public sealed class SentFile : IOfSession
{
    internal SentFile(string path, FileEntry entry, CodeInterpreterSession session)
    {
        Path = path;
        Entry = entry;
        Session = session;
    }

    /// <summary>Where it is in the session, below the working folder.</summary>
    public string Path { get; }

    /// <summary>Where it came from on this machine; null for content that was no file.</summary>
    public string? Source { get; internal init; }

    /// <summary>Its size in bytes, the same here and there.</summary>
    public long Size { get; internal init; }

    /// <summary>Its SHA-256 in hexadecimal digits, the same here and there.</summary>
    public string Sha256 { get; internal init; } = "";

    /// <summary>The session that has it now.</summary>
    public string SessionId => Session.SessionId;

    internal CodeInterpreterSession Session { get; }

    AgentSession IOfSession.Session => Session;

    /// <summary>The file as it was found in the session.</summary>
    internal FileEntry Entry { get; }

    /// <summary>Where it is in the session.</summary>
    public override string ToString() => Path;
}

namespace AgentCore;

/// <summary>A file that was copied into a code interpreter session.</summary>
public sealed class SentFile
{
    internal SentFile(string path, string source, long size, string sessionId)
    {
        Path = path;
        Source = source;
        Size = size;
        SessionId = sessionId;
    }

    /// <summary>Where it is in the session, below the working folder.</summary>
    public string Path { get; }

    /// <summary>Where it came from on this machine.</summary>
    public string Source { get; }

    /// <summary>Its size in bytes.</summary>
    public long Size { get; }

    /// <summary>The session that has it now.</summary>
    public string SessionId { get; }

    /// <summary>Where it is in the session.</summary>
    public override string ToString() => Path;
}

using AgentCore.Errors;

namespace AgentCore;

/// <summary>A path of the provider: the session's id, then the path below its working folder.</summary>
/// <remarks>
/// With the session in it, a path says by itself what it means: in <c>ACCodeInterpreter::01M7…/t.csv</c>, without any
/// drive, and where a copy goes from one drive to another.
/// </remarks>
/// <param name="SessionId">The session's id.</param>
/// <param name="Path">Below its working folder, with forward slashes; empty for the working folder itself.</param>
internal sealed record DrivePath(string SessionId, string Path)
{
    private static readonly char[] Separators = ['/', '\\'];

    /// <summary>Reads what PowerShell hands over, with either kind of slash.</summary>
    /// <exception cref="AgentCoreException">It leads out of the working folder.</exception>
    public static DrivePath Parse(string text)
    {
        var bare = text.TrimStart(Separators);
        var at = bare.IndexOfAny(Separators);
        return at < 0 ? new(bare, "") : new(bare[..at], RemotePath.Of(bare[(at + 1)..].TrimStart(Separators)));
    }

    /// <summary>The same place, below or above.</summary>
    public DrivePath At(string path) => this with { Path = path };

    /// <summary>As PowerShell writes it on this machine.</summary>
    public override string ToString()
    {
        var slash = System.IO.Path.DirectorySeparatorChar;
        return SessionId + slash + Path.Replace('/', slash);
    }
}

using AgentCore.Errors;

namespace AgentCore;

/// <summary>Paths in a session: below its working folder, with forward slashes.</summary>
internal static class RemotePath
{
    /// <summary>A path that the user wrote; empty stands for the working folder itself.</summary>
    /// <param name="text">With either kind of slash; <c>.</c> and <c>..</c> within are worked out.</param>
    /// <exception cref="AgentCoreException">It is absolute or leads out of the working folder.</exception>
    public static string Of(string? text)
    {
        var path = (text ?? "").Replace('\\', '/');
        if (path.StartsWith('/') || (path.Length > 2 && path[1] == ':' && path[2] == '/'))
        {
            throw Failures.InvalidArgument(
                $"The path '{text}' is absolute. Name one below the session's working folder, such as data/in.");
        }

        return Exact(path);
    }

    /// <summary>A path of a session as it is; a backslash is a letter like others.</summary>
    /// <exception cref="AgentCoreException">It is absolute or leads out of the working folder.</exception>
    public static string Exact(string path)
    {
        if (path.StartsWith('/'))
        {
            throw Failures.InvalidArgument(
                $"The path '{path}' is absolute. Give one below the session's working folder.");
        }

        var parts = new List<string>();
        foreach (var part in path.Split(['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".")
            {
                continue;
            }

            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count == 0)
            {
                throw Failures.InvalidArgument(
                    $"The path '{path}' leads out of the session's working folder with '..'.");
            }
            else
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join("/", parts);
    }

    /// <summary>A file in a folder.</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

    /// <summary>The folder that holds it.</summary>
    public static string Parent(string path) => path.Contains('/') ? path[..path.LastIndexOf('/')] : "";

    /// <summary>The last part alone.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}

/// <summary>A path of the provider: the session's id, then the path below its working folder.</summary>
/// <remarks>
/// With the session in it, a path is complete by itself: in <c>ACCodeInterpreter::01M7…/t.csv</c>, without any
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

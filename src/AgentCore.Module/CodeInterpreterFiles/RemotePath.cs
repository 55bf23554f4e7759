namespace AgentCore;

/// <summary>Paths in a session: below its working folder, with forward slashes.</summary>
internal static class RemotePath
{
    /// <summary>Checks a folder that the user names; empty stands for the working folder itself.</summary>
    /// <exception cref="AgentCoreException">It is absolute or leads out of the working folder.</exception>
    public static string Folder(string? text)
    {
        var path = (text ?? "").Replace('\\', '/');
        if (path.StartsWith('/') || path.Contains(':'))
        {
            throw Refusal.InvalidArgument(
                $"-Destination '{text}' is absolute. Name a folder below the session's working folder, such as data/in.");
        }

        var parts = path.Split(['/'], StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        if (parts.Contains(".."))
            throw Refusal.InvalidArgument($"-Destination '{text}' leads out of the session's working folder with '..'.");
        return string.Join("/", parts);
    }

    /// <summary>A file in a folder.</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;
}

namespace AgentCore.Emulator.Hosting;

/// <summary>
/// The emulator's folder on disk, held by one emulator at a time through a lock that the system frees even after a crash.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string TemporaryPrefix = "agentcore-emulator-";
    private const string LockName = "emulator.lock";
    private readonly FileStream _lock;
    private readonly bool _temporary;

    private DataFolder(string root, FileStream heldLock, bool temporary)
    {
        Root = root;
        _lock = heldLock;
        _temporary = temporary;
        RemoveTree(SessionsRoot); // what a crashed emulator left behind
    }

    /// <summary>Full path of the folder.</summary>
    public string Root { get; }

    private string SessionsRoot => Path.Combine(Root, "sessions");

    /// <summary>Opens the folder at <paramref name="path"/>, or a temporary one when that is null.</summary>
    /// <exception cref="EmulatorStartException">The folder cannot be used, or another emulator uses it.</exception>
    public static DataFolder Open(string? path)
    {
        if (path is not null)
        {
            return Lock(path, temporary: false)
                ?? throw new EmulatorStartException($"The data folder '{path}' is in use by another emulator.");
        }

        RemoveAbandonedTemporaryFolders();
        var name = TemporaryPrefix + Guid.NewGuid().ToString("n")[..12];
        return Lock(Path.Combine(Path.GetTempPath(), name), temporary: true)!;
    }

    /// <summary>Makes a folder that stays; nobody but the emulator's user may look into it.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The full path.</returns>
    public string CreateFolder(string name)
    {
        var path = Path.Combine(Root, name);
        CreatePrivate(path);
        return path;
    }

    /// <summary>Makes the folder of one session; nobody but the emulator's user may look into it.</summary>
    /// <param name="kind">Family, such as <c>browser</c>.</param>
    /// <param name="sessionId">The session's id.</param>
    /// <returns>The full path.</returns>
    public string CreateSessionFolder(string kind, string sessionId)
    {
        var path = Path.Combine(SessionsRoot, kind, sessionId);
        CreatePrivate(path);
        return path;
    }

    /// <summary>Removes a folder and all in it, as far as the system lets it; what stays is removed at the next start.</summary>
    public static void RemoveTree(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Missing already, or a dying process still writes into it.
        }
    }

    /// <summary>Frees the folder, and removes it if it was a temporary one.</summary>
    public void Dispose()
    {
        RemoveTree(SessionsRoot);
        if (_temporary)
        {
            RemoveTree(Root);
        }

        _lock.Dispose();
    }

    private static DataFolder? Lock(string path, bool temporary)
    {
        var root = Path.GetFullPath(path);
        try
        {
            CreatePrivate(root);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"The data folder '{path}' cannot be used: {error.Message}", error);
        }

        return TryLock(root) is { } held ? new DataFolder(root, held, temporary) : null;
    }

    private static FileStream? TryLock(string root)
    {
        try
        {
            return new FileStream(Path.Combine(root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new EmulatorStartException($"The data folder '{root}' cannot be written: {error.Message}", error);
        }
    }

    private static void RemoveAbandonedTemporaryFolders()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), TemporaryPrefix + "*"))
        {
            try
            {
                if (File.Exists(Path.Combine(folder, LockName)) && TryLock(folder) is { } held)
                {
                    RemoveTree(folder);
                    held.Dispose();
                }
            }
            catch (EmulatorStartException)
            {
                // Another user's: not ours to tidy.
            }
        }
    }

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

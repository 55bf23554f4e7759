namespace AgentCore.Emulator.Core;

/// <summary>
/// The emulator's folder on disk, held by one emulator at a time through a lock that the system frees even after a crash.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string TemporaryPrefix = "agentcore-emulator-";
    private const string LockName = "emulator.lock";

    // What the system says when another process has the lock: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

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
            return TryOpen(Path.GetFullPath(path), temporary: false)
                ?? throw new EmulatorStartException(
                    $"The data folder '{path}' is in use by another emulator. Stop that one, or choose another folder with --data.");
        }

        RemoveAbandoned(Path.GetTempPath());
        while (true)
        {
            // Another emulator may take a folder for abandoned in the moment before it is locked.
            if (TryOpen(CreateTemporary(), temporary: true) is { } opened)
            {
                return opened;
            }
        }
    }

    /// <summary>
    /// Removes the temporary folders that killed emulators of this user left in a folder. Only those that nobody else can
    /// reach into: in any other, a link could lead the removal elsewhere.
    /// </summary>
    /// <param name="parent">The folder they are in.</param>
    internal static void RemoveAbandoned(string parent)
    {
        if (!Directory.Exists(parent))
        {
            return;
        }

        var readable = new EnumerationOptions { IgnoreInaccessible = true };
        foreach (var folder in Directory.EnumerateDirectories(parent, TemporaryPrefix + "*", readable))
        {
            try
            {
                if (FileStatus.IsPrivateFolder(folder)
                    && File.Exists(Path.Combine(folder, LockName))
                    && TryLock(folder) is { } held)
                {
                    RemoveTree(folder);
                    held.Dispose();
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // What cannot be tidied stays.
            }
        }
    }

    /// <summary>Makes a folder that stays; nobody but the emulator's user may look into it.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="StorageException">It cannot be made.</exception>
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
    /// <exception cref="StorageException">It cannot be made.</exception>
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
        using (_lock)
        {
            RemoveTree(_temporary ? Root : SessionsRoot);
        }
    }

    private static DataFolder? TryOpen(string root, bool temporary)
    {
        try
        {
            CreatePrivate(root);
            return TryLock(root) is { } held ? new DataFolder(root, held, temporary) : null;
        }
        catch (Exception error) when (error is StorageException or IOException or UnauthorizedAccessException)
        {
            var reason = StorageException.ReasonOf(error.InnerException ?? error);
            throw new EmulatorStartException(
                $"The data folder '{root}' cannot be used: {reason}. Make it writable, or choose another folder with --data.", error);
        }
    }

    private static string CreateTemporary()
    {
        try
        {
            return Directory.CreateTempSubdirectory(TemporaryPrefix).FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException(
                $"No temporary folder can be made in '{Path.GetTempPath()}': {StorageException.ReasonOf(error)}. Choose a folder with --data.",
                error);
        }
    }

    // Null when another process holds the lock.
    private static FileStream? TryLock(string root)
    {
        try
        {
            return new FileStream(Path.Combine(root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (HeldByAnother.Contains(error.HResult))
        {
            return null;
        }
    }

    private static void CreatePrivate(string path)
    {
        try
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotWritten(path, error);
        }
    }
}

namespace AgentCore.Emulator.Core;

/// <summary>
/// The data folder, used by one emulator at a time: it holds a lock that the system releases even after a crash.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string TemporaryPrefix = "agentcore-emulator-";
    private const string LockName = "emulator.lock";

    // The errors for a lock that another process holds: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION.
    private static readonly int[] LockedByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _lock;
    private readonly bool _temporary;

    private DataFolder(string root, FileStream heldLock, bool temporary)
    {
        Root = root;
        IsOpenToOthers = !OperatingSystem.IsWindows() && FileStatus.IsOpenToOthers(root);
        _lock = heldLock;
        _temporary = temporary;
        RemoveTree(SessionsRoot); // left by an emulator that crashed
    }

    /// <summary>Full path of the folder.</summary>
    public string Root { get; }

    /// <summary>
    /// Whether other users of the machine can look into the folder, which then was there before with other files in
    /// it. The files of the emulator are closed to them even so.
    /// </summary>
    public bool IsOpenToOthers { get; }

    private string SessionsRoot => Path.Combine(Root, "sessions");

    /// <summary>Opens the folder at <paramref name="path"/>, or a temporary folder when it is null.</summary>
    /// <exception cref="EmulatorStartException">
    /// The folder cannot be used, or is in use by another emulator.
    /// </exception>
    public static DataFolder Open(string? path)
    {
        if (path is not null)
        {
            return TryOpen(Path.GetFullPath(path), temporary: false)
                ?? throw new EmulatorStartException(
                    $"The data folder '{path}' is in use by another emulator. "
                    + "Stop that one, or choose another folder with --data.");
        }

        RemoveAbandoned(Path.GetTempPath());
        while (true)
        {
            // Before it is locked, another emulator may remove it as abandoned.
            if (TryOpen(CreateTemporary(), temporary: true) is { } opened)
            {
                return opened;
            }
        }
    }

    /// <summary>
    /// Removes the temporary folders that killed emulators of this user left behind, but only those that nobody else
    /// can change: elsewhere a link could redirect the removal.
    /// </summary>
    /// <param name="parent">The folder that contains them.</param>
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
                // What cannot be removed stays.
            }
        }
    }

    /// <summary>Creates a folder that is kept; only the user of the emulator may read it.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="StorageException">It cannot be created.</exception>
    public string CreateFolder(string name)
    {
        var path = Path.Combine(Root, name);
        CreatePrivate(path);
        return path;
    }

    /// <summary>Creates the folder of a session; only the user of the emulator may read it.</summary>
    /// <param name="family">Service family, such as <c>browser</c>.</param>
    /// <param name="sessionId">The session's id.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="StorageException">It cannot be created.</exception>
    public string CreateSessionFolder(string family, string sessionId)
    {
        var path = Path.Combine(SessionsRoot, family, sessionId);
        CreatePrivate(path);
        return path;
    }

    /// <summary>Creates a folder, if it does not exist, that only the user of the emulator may read.</summary>
    /// <param name="path">Full path of the folder.</param>
    /// <exception cref="StorageException">It cannot be created.</exception>
    public static void CreatePrivate(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(
                    path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotWritten(path, error);
        }
    }

    /// <summary>Removes a folder and its content as far as possible; the rest is removed at the next start.</summary>
    public static void RemoveTree(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It does not exist, or a process that is ending still writes to it.
        }
    }

    /// <summary>Releases the folder, and removes it if it is a temporary one.</summary>
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
            CloseEmpty(root);
            return TryLock(root) is { } held ? new DataFolder(root, held, temporary) : null;
        }
        catch (Exception error) when (error is StorageException or IOException or UnauthorizedAccessException)
        {
            var reason = StorageException.ReasonOf(error.InnerException ?? error);
            throw new EmulatorStartException(
                $"The data folder '{root}' cannot be used: {reason}. "
                + "Make it writable, or choose another folder with --data.",
                error);
        }
    }

    // A folder that was made for the emulator a moment ago. One with files may serve others, too: it stays as it is.
    private static void CloseEmpty(string root)
    {
        if (!OperatingSystem.IsWindows()
            && FileStatus.IsOwn(root)
            && FileStatus.IsOpenToOthers(root)
            && !Directory.EnumerateFileSystemEntries(root).Any())
        {
            File.SetUnixFileMode(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
                $"A temporary folder cannot be created in '{Path.GetTempPath()}': "
                + $"{StorageException.ReasonOf(error)}. Choose a folder with --data.",
                error);
        }
    }

    // Null when another process holds the lock.
    private static FileStream? TryLock(string root)
    {
        try
        {
            return new FileStream(
                Path.Combine(root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (LockedByAnother.Contains(error.HResult))
        {
            return null;
        }
    }
}

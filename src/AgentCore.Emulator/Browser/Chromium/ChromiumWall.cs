using System.Runtime.Versioning;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Walls;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>
/// The wall around one Chromium: a bubblewrap sandbox in which it runs with its own sandbox on. Its files are in
/// memory. Of the machine it sees programs, fonts, policies and what the session binds, all read-only.
/// </summary>
/// <param name="bubblewrap">Path of <c>bwrap</c>.</param>
/// <param name="python">The Python that leads it to the network.</param>
/// <param name="user">User of its processes; the wall releases it.</param>
internal sealed class ChromiumWall(string bubblewrap, PythonInstallation python, SandboxUser user) : IDisposable
{
    /// <summary>Chromium's user data folder.</summary>
    public const string UserData = Home + "/profile";

    /// <summary>The folder where Chromium finds what the session brings, such as extensions.</summary>
    public const string SessionFiles = "/opt/session";

    private const string Home = "/home/browser"; // downloads land in its folder Downloads
    private const long MiB = 1024 * 1024;
    private const long FilesSize = 1024 * MiB; // profile, downloads and everything else
    private const long TemporarySize = 1024 * MiB; // Chromium's shared memory is here, too
    private const long SharedMemorySize = 64 * MiB;

    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Searchable =
        Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // What Chromium reads of the machine beside programs: libraries, fonts, mime types, its flags, the time zone.
    private static readonly string[] Machine =
    [
        "/etc/alternatives", "/etc/ld.so.cache", "/etc/localtime", "/etc/ssl/certs", "/etc/pki/tls/certs",
        "/etc/pki/ca-trust", "/etc/fonts", "/var/cache/fontconfig", "/etc/mime.types", "/etc/chromium.d",
    ];

    private static readonly string[] SystemFolders = ["/usr/", "/bin/", "/sbin/", "/lib/", "/lib64/"];
    private static readonly string[] Passed = ["LANG", "LANGUAGE", "TZ"];
    private int _disposed;

    /// <summary>
    /// The whole environment of Chromium: the language and time zone of the machine, nothing else of it.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = ChildEnvironment.WithoutCredentials()
        .Where(one => Passed.Contains(one.Key) || one.Key.StartsWith("LC_", StringComparison.Ordinal))
        .Append(new("HOME", Home))
        .Append(new("PATH", "/usr/local/bin:/usr/bin:/bin"))
        .ToDictionary();

    /// <summary>Lets the user of the wall read what is bound; under root, somebody else wrote it.</summary>
    /// <exception cref="StorageException">A file cannot be changed.</exception>
    [UnsupportedOSPlatform("windows")]
    public static void Prepare(ChromiumSpec spec)
    {
        try
        {
            foreach (var bound in spec.Bound)
            {
                MakeReadable(new(bound.Source));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotWritten(spec.Folder, error);
        }
    }

    /// <summary>The command that runs a program behind the wall.</summary>
    /// <param name="spec">The Chromium that the wall is for.</param>
    /// <param name="program">The program and its arguments.</param>
    public IReadOnlyList<string> Command(ChromiumSpec spec, IReadOnlyList<string> program) =>
    [
        bubblewrap, .. Bwrap.Namespaces(user, "browser", isProgramFirst: false), .. Files(spec),
        "--chdir", Home, "--",
        .. Bwrap.BecomeUser(user),
        .. spec.Network?.Launch(python.Executable, program) ?? program,
    ];

    /// <summary>Releases the user, once: somebody else may have it by the next time.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            user.Dispose();
        }
    }

    // The root has a size and can be written by everybody: clients may name any folder for downloads.
    private IEnumerable<string> Files(ChromiumSpec spec) =>
    [
        .. Bwrap.Memory("/", FilesSize, "1777"),
        .. Bwrap.Programs(),
        .. Bwrap.Folder("/etc"),
        .. Machine.SelectMany(Bwrap.ReadOnlyWithParents),
        .. Settings(spec).SelectMany(Bwrap.ReadOnlyWithParents),
        .. Bwrap.Proc(),
        "--dev", "/dev", .. Bwrap.Memory("/dev/shm", SharedMemorySize, "1777"), "--remount-ro", "/dev",
        .. Bwrap.Memory("/tmp", TemporarySize, "1777"),
        .. Bwrap.Folder("/home"), "--perms", "0777", "--dir", Home,
        .. Installation(spec.Executable), // after the folders in memory, because it may be below one of them
        .. python.Folders.SelectMany(Bwrap.ReadOnlyWithParents),
        .. spec.Bound.SelectMany(one => Bwrap.Parents(one.Target).Concat(Bwrap.ReadOnly(one.Source, one.Target))),
        .. spec.Network?.Binds ?? [],
    ];

    // The machine's own preferences and policies, but for those that the session brings.
    private static IEnumerable<string> Settings(ChromiumSpec spec)
    {
        var folder = Path.GetDirectoryName(spec.PolicyFolder)!;
        return Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder).Except(spec.Bound.Select(one => one.Target))
            : [];
    }

    // The folder of a Chromium outside of the system's; of a program that lies among other files, only the program.
    private static IEnumerable<string> Installation(string executable)
    {
        var folder = Path.GetDirectoryName(executable)!;
        return Array.Exists(SystemFolders, system => executable.StartsWith(system, StringComparison.Ordinal))
            ? []
            : Bwrap.ReadOnlyWithParents(File.Exists(Path.Combine(folder, "icudtl.dat")) ? folder : executable);
    }

    [UnsupportedOSPlatform("windows")]
    private static void MakeReadable(DirectoryInfo folder)
    {
        folder.UnixFileMode = Searchable;
        foreach (var entry in folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            entry.UnixFileMode = entry is DirectoryInfo ? Searchable : Readable;
        }
    }
}

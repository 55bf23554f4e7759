namespace AgentCore.Emulator.Core.Walls;

/// <summary>
/// The words of a bubblewrap command line that every sandbox uses. Bubblewrap applies them in their order: a folder of
/// memory hides what was bound below it before.
/// </summary>
internal static class Bwrap
{
    // Folders with programs and libraries of a distribution; on most, links to /usr.
    private static readonly string[] SystemFolders = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    // Files of /proc with information about the machine and its users.
    private static readonly string[] RevealingProc =
    [
        "/proc/cmdline", "/proc/keys", "/proc/key-users", "/proc/kallsyms", "/proc/timer_list", "/proc/sched_debug",
        "/proc/diskstats", "/proc/partitions", "/proc/interrupts", "/proc/modules",
    ];

    /// <summary>
    /// Namespaces of its own, the network's included, no privileges, and a first process that cannot be killed from
    /// inside: everything ends with it, and it ends with the emulator.
    /// </summary>
    /// <param name="user">User of the programs.</param>
    /// <param name="hostName">Host name in the sandbox.</param>
    /// <param name="isProgramFirst">
    /// Whether the program is the first process. Under root it must then end by itself with the emulator, since the
    /// kernel forgets that it should when the user changes; otherwise bubblewrap is the first process.
    /// </param>
    public static IEnumerable<string> Namespaces(SandboxUser user, string hostName, bool isProgramFirst)
    {
        string[] common =
        [
            "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try", "--unshare-net",
            "--hostname", hostName,
            "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        ];
        string[] first = isProgramFirst ? ["--as-pid-1"] : [];

        // The capabilities are those that setpriv needs; it drops them.
        string[] own = user.IsLeased
            ? ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]
            : ["--unshare-user", "--uid", $"{user.Id}", "--gid", $"{user.Id}"];
        return [.. common, .. first, .. own];
    }

    /// <summary>
    /// What precedes the program in the sandbox, so that it runs as a user of the machine that was leased for it.
    /// </summary>
    public static IEnumerable<string> BecomeUser(SandboxUser user)
    {
        var id = $"{user.Id}";
        return user.IsLeased
            ?
            [
                "setpriv", "--reuid", id, "--regid", id, "--clear-groups",
                "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--",
            ]
            : [];
    }

    /// <summary>The folders with the machine's programs and libraries, read-only.</summary>
    public static IEnumerable<string> Programs() =>
        [.. ReadOnly("/usr", "/usr"), .. SystemFolders.SelectMany(SystemFolder)];

    /// <summary><c>/proc</c> of the sandbox's processes, without what it tells of the machine.</summary>
    public static IEnumerable<string> Proc() =>
        ["--proc", "/proc", .. RevealingProc.Where(File.Exists).SelectMany(path => ReadOnly("/dev/null", path))];

    /// <summary>A file or folder of the machine that can be read.</summary>
    public static IEnumerable<string> ReadOnly(string source, string target) => ["--ro-bind", source, target];

    /// <summary>A file or folder of the machine that can be written.</summary>
    public static IEnumerable<string> Writable(string source, string target) => ["--bind", source, target];

    /// <summary>
    /// A file or folder of the machine that can be read at the same place, with its parents; nothing when there is
    /// none.
    /// </summary>
    public static IEnumerable<string> ReadOnlyWithParents(string path) =>
        Path.Exists(path) ? [.. Parents(path), .. ReadOnly(path, path)] : [];

    /// <summary>The folders above a path: those that bubblewrap creates by itself are readable by root only.</summary>
    public static IEnumerable<string> Parents(string path)
    {
        var parents = new Stack<string>();
        var parent = Path.GetDirectoryName(path);
        while (parent is not (null or "/"))
        {
            parents.Push(parent);
            parent = Path.GetDirectoryName(parent);
        }

        return parents.SelectMany(Folder);
    }

    /// <summary>An empty folder that everybody can read.</summary>
    public static IEnumerable<string> Folder(string path) => ["--perms", "0755", "--dir", path];

    /// <summary>A folder whose files are in memory.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="size">Maximum size of its files in bytes.</param>
    /// <param name="mode">Its permissions, in octal.</param>
    public static IEnumerable<string> Memory(string path, long size, string mode) =>
        ["--perms", mode, "--size", $"{size}", "--tmpfs", path];

    private static IEnumerable<string> SystemFolder(string path) => new DirectoryInfo(path) switch
    {
        { Exists: false } => [],
        { LinkTarget: { } target } => ["--symlink", target, path],
        _ => ReadOnly(path, path),
    };
}

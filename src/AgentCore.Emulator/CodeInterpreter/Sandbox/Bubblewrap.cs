using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The command line that starts a program in a bubblewrap sandbox: namespaces of its own for everything, a file system
/// made of read-only system folders and memory, no privileges.
/// </summary>
/// <param name="Program">Path of <c>bwrap</c>.</param>
/// <param name="Folder">The session's folder on the machine, which <see cref="GuestFolder"/> has filled.</param>
/// <param name="User">Who the programs run as.</param>
/// <param name="HasNetwork">Whether the machine's network is shared.</param>
/// <param name="Limits">Sizes of the folders in memory.</param>
/// <param name="ReadOnly">Folders of interpreters outside of <c>/usr</c>.</param>
internal sealed record Bubblewrap(
    string Program,
    string Folder,
    SandboxUser User,
    bool HasNetwork,
    SandboxLimits Limits,
    IReadOnlyList<string> ReadOnly)
{
    /// <summary>The arguments that go before those of <paramref name="command"/>, and these.</summary>
    public IReadOnlyList<string> Arguments(IEnumerable<string> command) =>
        [.. Namespaces(), .. Files(), "--chdir", SandboxPaths.Home, "--clearenv", "--", .. Privileges(), .. command];

    private IEnumerable<string> Namespaces()
    {
        // The first process must be ours: it cannot be killed from inside, and all end with it.
        string[] common =
        [
            "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try", "--hostname", SandboxPaths.HostName,
            "--as-pid-1", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        ];
        string[] user = User.IsLeased
            ? ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"] // until setpriv drops them
            : ["--unshare-user", "--uid", $"{User.Id}", "--gid", $"{User.Id}"];
        string[] network = HasNetwork ? [] : ["--unshare-net"];
        return [.. common, .. user, .. network];
    }

    private IEnumerable<string> Privileges()
    {
        var id = $"{User.Id}";
        return User.IsLeased
            ?
            [
                "setpriv", "--reuid", id, "--regid", id, "--clear-groups",
                "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--",
            ]
            : [];
    }

    private IEnumerable<string> Files() =>
    [
        .. Bind("/usr", "/usr"),
        .. SandboxPaths.Programs.SelectMany(SystemFolder),
        .. Folder755("/etc"),
        .. SandboxPaths.Etc.Concat(HasNetwork ? SandboxPaths.NetworkEtc : []).SelectMany(path => BindWithParents(path)),
        .. new[] { "passwd", "group", "hosts" }.SelectMany(name => Bind(Path.Combine(Folder, "etc", name), $"/etc/{name}")),
        .. Folder755("/opt"), .. Bind(Path.Combine(Folder, "program"), SandboxPaths.Guest),
        "--proc", "/proc", .. SandboxPaths.HiddenProc.Where(File.Exists).SelectMany(path => Bind("/dev/null", path)),
        "--dev", "/dev",
        .. Memory(SandboxPaths.SharedMemory, Limits.SharedMemory, "1777"), "--remount-ro", "/dev",
        .. Memory(SandboxPaths.Temporary, Limits.Temporary, "1777"),
        .. Folder755("/home"), .. Memory(SandboxPaths.Home, Limits.Home, "0777"),
        .. ReadOnly.SelectMany(BindWithParents), // after the others: they may lie below /home or /tmp
        "--remount-ro", "/",
    ];

    private static IEnumerable<string> SystemFolder(string path) => new DirectoryInfo(path) switch
    {
        { Exists: false } => [],
        { LinkTarget: { } target } => ["--symlink", target, path],
        _ => Bind(path, path),
    };

    // Parents that bubblewrap makes by itself are closed to others than root.
    private static IEnumerable<string> BindWithParents(string path)
    {
        if (!Path.Exists(path))
        {
            return [];
        }

        var parents = new Stack<string>();
        for (var parent = Path.GetDirectoryName(path); parent is not (null or "/"); parent = Path.GetDirectoryName(parent))
        {
            parents.Push(parent);
        }

        return [.. parents.SelectMany(Folder755), .. Bind(path, path)];
    }

    private static IEnumerable<string> Folder755(string path) => ["--perms", "0755", "--dir", path];

    private static IEnumerable<string> Bind(string source, string target) => ["--ro-bind", source, target];

    private static IEnumerable<string> Memory(string path, long size, string mode) =>
        ["--perms", mode, "--size", $"{size}", "--tmpfs", path];
}

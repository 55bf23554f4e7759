using System.ComponentModel;
using System.Runtime.Versioning;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The command line that starts a program in a bubblewrap sandbox: own namespaces, a file system of read-only system
/// folders and memory, no privileges.
/// </summary>
/// <param name="Program">Path of <c>bwrap</c>.</param>
/// <param name="Folder">Folder of the session on the machine, filled by <see cref="GuestFolder"/>.</param>
/// <param name="User">User of the programs.</param>
/// <param name="HasNetwork">Whether programs use the network of the machine.</param>
/// <param name="Limits">Limits with the sizes of the folders in memory.</param>
/// <param name="ReadOnly">Folders of interpreters outside of <c>/usr</c>.</param>
internal sealed record Bubblewrap(
    string Program,
    string Folder,
    SandboxUser User,
    bool HasNetwork,
    SandboxLimits Limits,
    IReadOnlyList<string> ReadOnly)
{
    /// <summary>The arguments of bubblewrap, followed by those of <paramref name="command"/>.</summary>
    public IReadOnlyList<string> Arguments(IEnumerable<string> command) =>
        [.. Namespaces(), .. Files(), "--chdir", SandboxPaths.Home, "--clearenv", "--", .. Privileges(), .. command];

    private IEnumerable<string> Namespaces()
    {
        // Our program is the first process: it cannot be killed from inside, and everything ends with it.
        string[] common =
        [
            "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-cgroup-try",
            "--hostname", SandboxPaths.HostName,
            "--as-pid-1", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        ];
        // The capabilities are those that setpriv needs; it drops them.
        string[] user = User.IsLeased
            ? ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]
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
        .. new[] { "passwd", "group", "hosts" }
            .SelectMany(name => Bind(Path.Combine(Folder, "etc", name), $"/etc/{name}")),
        .. Folder755("/opt"), .. Bind(Path.Combine(Folder, "program"), SandboxPaths.Guest),
        "--proc", "/proc", .. SandboxPaths.HiddenProc.Where(File.Exists).SelectMany(path => Bind("/dev/null", path)),
        "--dev", "/dev",
        .. Memory(SandboxPaths.SharedMemory, Limits.SharedMemory, "1777"), "--remount-ro", "/dev",
        .. Memory(SandboxPaths.Temporary, Limits.Temporary, "1777"),
        .. Folder755("/home"), .. Memory(SandboxPaths.Home, Limits.Home, "0777"),
        .. ReadOnly.SelectMany(BindWithParents), // last, because they may be below /home or /tmp
        "--remount-ro", "/",
    ];

    private static IEnumerable<string> SystemFolder(string path) => new DirectoryInfo(path) switch
    {
        { Exists: false } => [],
        { LinkTarget: { } target } => ["--symlink", target, path],
        _ => Bind(path, path),
    };

    // Parents that bubblewrap creates by itself are readable by root only.
    private static IEnumerable<string> BindWithParents(string path)
    {
        if (!Path.Exists(path))
        {
            return [];
        }

        var parents = new Stack<string>();
        var parent = Path.GetDirectoryName(path);
        while (parent is not (null or "/"))
        {
            parents.Push(parent);
            parent = Path.GetDirectoryName(parent);
        }

        return [.. parents.SelectMany(Folder755), .. Bind(path, path)];
    }

    private static IEnumerable<string> Folder755(string path) => ["--perms", "0755", "--dir", path];

    private static IEnumerable<string> Bind(string source, string target) => ["--ro-bind", source, target];

    private static IEnumerable<string> Memory(string path, long size, string mode) =>
        ["--perms", mode, "--size", $"{size}", "--tmpfs", path];
}

/// <summary>The result of a trial run of bubblewrap.</summary>
/// <param name="Program">Path of <c>bwrap</c>; null when it was not found.</param>
/// <param name="Fault">Why it cannot be used, as a sentence; null when it works.</param>
internal sealed record BubblewrapProbe(string? Program, string? Fault)
{
    /// <summary>How to get a sandbox.</summary>
    public const string Remedy =
        "Install bubblewrap 0.7 or newer (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install bubblewrap). "
        + "To run code without a sandbox, with all of your permissions, start the emulator with "
        + "--allow-unsandboxed-code.";

    /// <summary>Runs a program that does nothing in the sandbox that sessions use.</summary>
    public static async Task<BubblewrapProbe> TryAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new(null, "The code interpreter runs code in a bubblewrap sandbox, which exists on Linux only.");
        }

        return ProgramFinder.Find("bwrap") is { } program
            ? new(program, await ErrorOfAsync(program, cancellationToken) is { } error
                ? $"The code interpreter runs code in a bubblewrap sandbox, and {program} does not work here: {error}"
                : null)
            : new(
                null,
                "The code interpreter runs code in a bubblewrap sandbox, and bubblewrap (bwrap) was not found.");
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<string?> ErrorOfAsync(string program, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("agentcore-probe-").FullName;
        using var user = SandboxUser.Lease();
        try
        {
            GuestFolder.Write(folder, new Dictionary<string, string[]>(), user);
            var attempt = new Bubblewrap(program, folder, user, HasNetwork: false, SandboxLimits.Default, []);
            var result = await ProgramOutput.ReadAsync(program, attempt.Arguments(["true"]), cancellationToken);
            return result.ExitCode == 0 ? null : result.StandardError.Trim();
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException)
        {
            return error.Message;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

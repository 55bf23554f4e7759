using System.ComponentModel;
using System.Runtime.Versioning;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Network;
using AgentCore.Emulator.Core.Walls;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The command line that starts a program in a bubblewrap sandbox: own namespaces, a file system of read-only system
/// folders and memory, no privileges.
/// </summary>
/// <param name="Program">Path of <c>bwrap</c>.</param>
/// <param name="Folder">Folder of the session on the machine, filled by <see cref="GuestFolder"/>.</param>
/// <param name="User">User of the programs.</param>
/// <param name="Network">The way to the network; null when there is none.</param>
/// <param name="Limits">Limits with the sizes of the folders in memory.</param>
/// <param name="ReadOnly">Folders of interpreters outside of <c>/usr</c>.</param>
internal sealed record Bubblewrap(
    string Program,
    string Folder,
    SandboxUser User,
    SessionNetwork? Network,
    SandboxLimits Limits,
    IReadOnlyList<string> ReadOnly)
{
    /// <summary>Further files, each with its place in the sandbox.</summary>
    public IReadOnlyList<(string Source, string Target)> Further { get; init; } = [];

    /// <summary>The arguments of bubblewrap, followed by those of <paramref name="command"/>.</summary>
    public IReadOnlyList<string> Arguments(IEnumerable<string> command) =>
    [
        .. Bwrap.Namespaces(User, SandboxPaths.HostName, isProgramFirst: true), .. Files(),
        "--chdir", SandboxPaths.Home, "--clearenv", "--", .. Bwrap.BecomeUser(User), .. command,
    ];

    private IEnumerable<string> Files() =>
    [
        .. Bwrap.Programs(),
        .. Bwrap.Folder("/etc"),
        .. SandboxPaths.Etc.Concat(Network is null ? [] : SandboxPaths.NetworkEtc)
            .SelectMany(Bwrap.ReadOnlyWithParents),
        .. new[] { "passwd", "group", "hosts" }
            .SelectMany(name => Bwrap.ReadOnly(Path.Combine(Folder, "etc", name), $"/etc/{name}")),
        .. Bwrap.Folder("/opt"), .. Bwrap.ReadOnly(Path.Combine(Folder, "program"), SandboxPaths.Guest),
        .. Network?.Binds ?? [],
        .. Bwrap.Proc(),
        "--dev", "/dev",
        .. Bwrap.Memory(SandboxPaths.SharedMemory, Limits.SharedMemory, "1777"), "--remount-ro", "/dev",
        .. Bwrap.Memory(SandboxPaths.Temporary, Limits.Temporary, "1777"),
        .. Bwrap.Folder("/home"), .. Bwrap.Memory(SandboxPaths.Home, Limits.Home, "0777"),
        // Last, because they may be below /home or /tmp.
        .. ReadOnly.SelectMany(Bwrap.ReadOnlyWithParents),
        .. Further.SelectMany(file => Bwrap.Parents(file.Target).Concat(Bwrap.ReadOnly(file.Source, file.Target))),
        "--remount-ro", "/",
    ];
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
            var attempt = new Bubblewrap(program, folder, user, Network: null, SandboxLimits.Default, []);
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

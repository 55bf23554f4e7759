using System.Runtime.Versioning;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>Starts guest programs: in a bubblewrap sandbox, or without one where that was asked for explicitly.</summary>
internal sealed class GuestLauncher(PythonFinder pythons, JavaScriptRuntimes runtimes, EmulatorOptions options)
{
    private static readonly Version CountsProcessesByNamespace = new(5, 14);
    private BubblewrapProbe? _working;

    /// <summary>Starts the guest program of a session.</summary>
    /// <param name="folder">A folder of the session's own, empty.</param>
    /// <param name="user">Who the programs run as.</param>
    /// <param name="hasNetwork">Whether programs reach the network.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ServiceException">Something is missing on this machine; the message names the remedy.</exception>
    public async Task<Guest> StartAsync(
        string folder, SandboxUser user, bool hasNetwork, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw ServiceErrors.Internal("Code runs on Linux and macOS only. On Windows, start the emulator in WSL.");
        }

        var python = await pythons.FindAsync(cancellationToken)
            ?? throw ServiceErrors.Internal($"No Python 3.8 or newer was found. {PythonFinder.Remedy}");
        var spec = await DescribeAsync(folder, user, hasNetwork, python, cancellationToken);
        try
        {
            return await Guest.StartAsync(spec, cancellationToken);
        }
        catch (GuestLostException error)
        {
            throw ServiceErrors.Internal(error.Message);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private async Task<ChildProcessSpec> DescribeAsync(
        string folder, SandboxUser user, bool hasNetwork, PythonInstallation python, CancellationToken cancellationToken)
    {
        var limits = options.Limits;
        var others = await runtimes.AllAsync(cancellationToken);
        GuestFolder.Write(folder, GuestCommands.Of(python, others), user);
        var probe = _working ?? await BubblewrapProbe.TryAsync(cancellationToken);
        if (probe.Fault is { } fault)
        {
            return options.AllowUnsandboxedCode
                ? Unsandboxed.Describe(folder, python, limits)
                : throw ServiceErrors.Internal($"{fault} {BubblewrapProbe.Remedy}");
        }

        _working = probe;
        var perProcess = limits.OfProcess();
        if (!user.IsLeased && Environment.OSVersion.Version < CountsProcessesByNamespace)
        {
            perProcess.Remove("RLIMIT_NPROC"); // would count all processes of the emulator's user
        }

        var bubblewrap = new Bubblewrap(
            probe.Program!,
            folder,
            user,
            hasNetwork,
            limits,
            [.. python.Folders, .. others.SelectMany(one => one.Folders)]);
        var environment = GuestEnvironment.Of(SandboxPaths.Home, SandboxPaths.Temporary, SandboxPaths.Guest, python);
        var guest = SupervisorCommand.Arguments(
            SandboxPaths.Guest, environment, perProcess, limits.SessionMemory, SandboxPaths.InMemory);
        return new(probe.Program!, bubblewrap.Arguments([python.Executable, .. guest]));
    }
}

/// <summary>
/// The start of a guest program without a sandbox, with all rights of the emulator's user. Limits of memory
/// and of single processes hold; what a sandbox keeps apart is open.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class Unsandboxed
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What to start. Working folder and temporary files lie below <paramref name="folder"/>.</summary>
    public static ChildProcessSpec Describe(string folder, PythonInstallation python, SandboxLimits limits)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "home"), Private).FullName;
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp"), Private).FullName;
        var guest = Path.Combine(folder, "program");
        var environment = GuestEnvironment.Of(home, temporary, guest, python);
        var perProcess = limits.OfProcess();
        perProcess.Remove("RLIMIT_NPROC"); // counts all processes of the emulator's user
        return new(python.Executable, SupervisorCommand.Arguments(
            guest, environment, perProcess, limits.SessionMemory, memoryFolders: []))
        {
            WorkingDirectory = home,
            Environment = environment,
        };
    }
}

/// <summary>
/// The commands that the emulator puts before those of the system, so that a session's <c>python</c>, <c>pip</c>,
/// <c>node</c> and <c>npm</c> are those that run its code.
/// </summary>
internal static class GuestCommands
{
    /// <summary>The commands: each a name, and the words that it stands for.</summary>
    public static Dictionary<string, string[]> Of(PythonInstallation python, IEnumerable<JavaScriptRuntime> runtimes)
    {
        string[] pip = python.MissingPackages.Contains("pip")
            ? ["sh", "-c", "echo \"$0\" >&2; exit 127", $"{python.Executable} has no pip. {PythonFinder.Remedy}"]
            : [python.Executable, "-m", "pip"];
        var commands = new Dictionary<string, string[]>();
        foreach (var number in new[] { "", "3" })
        {
            commands["python" + number] = [python.Executable];
            commands["pip" + number] = pip;
        }

        foreach (var runtime in runtimes)
        {
            commands[Path.GetFileName(runtime.Executable)] = [runtime.Executable];
            if (runtime.Npm is { } npm)
            {
                commands["npm"] = [runtime.Executable, Path.Combine(npm, "bin", "npm-cli.js")];
                commands["npx"] = [runtime.Executable, Path.Combine(npm, "bin", "npx-cli.js")];
            }
        }

        return commands;
    }
}

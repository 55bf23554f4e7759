using System.Runtime.Versioning;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Network;
using AgentCore.Emulator.Core.Walls;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>Starts guest programs in a bubblewrap sandbox; without one only when the options allow it.</summary>
internal sealed class GuestLauncher(
    PythonFinder pythons, JavaScriptRuntimes runtimes, EmulatorEnvironment environment)
{
    private static readonly Version CountsProcessesByNamespace = new(5, 14);
    private BubblewrapProbe? _working;

    /// <summary>Opens the way to the network of a session; null without a sandbox, where programs need none.</summary>
    /// <param name="folder">The folder of the session.</param>
    /// <param name="cancellationToken">Cancels the trial of the sandbox.</param>
    /// <exception cref="StorageException">The folder cannot be written.</exception>
    public async Task<SessionNetwork?> OpenNetworkAsync(string folder, CancellationToken cancellationToken)
    {
        var probe = await ProbeAsync(cancellationToken);
        return probe.Fault is null
            ? SessionNetwork.Open(
                folder,
                new(environment.Address, environment.Options.AllowLoopback),
                HostProxies.OfMachine.Route,
                environment.Logs.CreateLogger<GuestLauncher>())
            : null;
    }

    /// <summary>Starts the guest program of a session.</summary>
    /// <param name="folder">The empty folder of the session.</param>
    /// <param name="user">User of the programs.</param>
    /// <param name="network">The way to the network; null when there is none.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ServiceException">A program is missing on this machine; the message has the remedy.</exception>
    public async Task<Guest> StartAsync(
        string folder, SandboxUser user, SessionNetwork? network, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw ServiceErrors.Internal(
                "The code interpreter works on Linux and macOS. On Windows, start the emulator in WSL.");
        }

        var python = await pythons.RequireAsync(cancellationToken);
        var group = MemoryGroup.TryCreate(environment.Options.Limits.SessionMemory);
        try
        {
            var events = group is null ? (int?)null : MemoryGroup.EventsDescriptor;
            var spec = await DescribeAsync(folder, user, network, python, events, cancellationToken);
            return await Guest.StartAsync(group?.Enter(spec) ?? spec, group, cancellationToken);
        }
        catch (GuestLostException error)
        {
            throw ServiceErrors.Internal(error.Message);
        }
        catch
        {
            group?.Dispose();
            throw;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private async Task<ChildProcessSpec> DescribeAsync(
        string folder,
        SandboxUser user,
        SessionNetwork? network,
        PythonInstallation python,
        int? memoryEvents,
        CancellationToken cancellationToken)
    {
        var limits = environment.Options.Limits;
        var others = await runtimes.AllAsync(cancellationToken);
        var aws = AwsCommandLine.Find();
        GuestFolder.Write(folder, GuestCommands.Create(python, others, aws), user);
        var probe = await ProbeAsync(cancellationToken);
        if (probe.Fault is { } fault)
        {
            return environment.Options.AllowUnsandboxedCode
                ? Unsandboxed.Describe(folder, python, limits, memoryEvents)
                : throw ServiceErrors.Internal($"{fault} {BubblewrapProbe.Remedy}");
        }

        var perProcess = limits.PerProcess();
        if (!user.IsLeased && Environment.OSVersion.Version < CountsProcessesByNamespace)
        {
            perProcess.Remove("RLIMIT_NPROC"); // would count all processes of the user
        }

        var settings = network is null
            ? null
            : HostSettings.Read(Environment.GetEnvironmentVariable, network.Address);
        var bubblewrap = new Bubblewrap(
            probe.Program!,
            folder,
            user,
            network,
            limits,
            [
                .. python.Folders, .. others.SelectMany(one => one.Folders), .. aws?.Folders ?? [],
                .. settings?.Folders ?? [],
            ])
        {
            Further = GuestFolder.WriteFiles(folder, settings?.Files ?? new Dictionary<string, string>()),
        };
        var variables = GuestEnvironment.Create(
            SandboxPaths.Home, SandboxPaths.Temporary, SandboxPaths.Guest, python);
        if (network is not null)
        {
            GuestEnvironment.AddNetwork(variables, network, settings!);
        }

        var guest = SupervisorCommand.Arguments(
            SandboxPaths.Guest,
            new(variables, perProcess, limits.SessionMemory, SandboxPaths.InMemory)
            {
                Network = network is null ? null : SessionNetwork.SocketInSandbox,
                MemoryEvents = memoryEvents,
            });
        return new(probe.Program!, bubblewrap.Arguments([python.Executable, .. guest]));
    }

    private async Task<BubblewrapProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        var probe = _working ?? await BubblewrapProbe.TryAsync(cancellationToken);
        _working = probe.Fault is null ? probe : null;
        return probe;
    }
}

/// <summary>
/// Starts a guest program without a sandbox, with all permissions of the user of the emulator. Only the limits of
/// memory and of single processes apply.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class Unsandboxed
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The process to start. Working folder and temporary files are in <paramref name="folder"/>.</summary>
    public static ChildProcessSpec Describe(
        string folder, PythonInstallation python, SandboxLimits limits, int? memoryEvents)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "home"), Private).FullName;
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp"), Private).FullName;
        var guest = Path.Combine(folder, "program");
        var environment = GuestEnvironment.Create(home, temporary, guest, python);
        if (!python.IsVirtualEnvironment)
        {
            // In the sandbox pip does so by itself, because nothing else can be written.
            environment["PIP_CONFIG_FILE"] = Path.Combine(folder, "pip.conf");
            File.WriteAllText(environment["PIP_CONFIG_FILE"], "[install]\nuser = true\n");
        }

        var perProcess = limits.PerProcess();
        perProcess.Remove("RLIMIT_NPROC"); // counts all processes of the user
        return new(python.Executable, SupervisorCommand.Arguments(
            guest,
            new(environment, perProcess, limits.SessionMemory, MemoryFolders: []) { MemoryEvents = memoryEvents }))
        {
            WorkingDirectory = home,
            Environment = environment,
        };
    }
}

/// <summary>
/// The commands that precede those of the system on PATH, so that <c>python</c>, <c>pip</c>, <c>node</c> and <c>npm</c>
/// are those that run the code of the session.
/// </summary>
internal static class GuestCommands
{
    /// <summary>The commands by name, each with the program and arguments that it runs.</summary>
    public static Dictionary<string, string[]> Create(
        PythonInstallation python, IEnumerable<JavaScriptRuntime> runtimes, AwsCommandLine? aws)
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

        if (aws is not null)
        {
            commands["aws"] = [aws.Executable];
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

/// <summary>
/// The AWS CLI of this machine, where it is in <c>/opt</c>, whose folders the sandbox does not have. One in <c>/usr</c>
/// is there without further ado; one in the user's home stays outside with the rest of it.
/// </summary>
/// <param name="Executable">Full path of its program, links followed.</param>
internal sealed record AwsCommandLine(string Executable)
{
    private const string Parent = "/opt/";

    /// <summary>The folders that it needs, such as <c>/opt/aws-cli</c>.</summary>
    public IReadOnlyList<string> Folders => [Parent + Executable[Parent.Length..].Split('/')[0]];

    /// <summary>Finds it on PATH; null when it is not there, or not in a folder of <c>/opt</c>.</summary>
    public static AwsCommandLine? Find()
    {
        if (ProgramFinder.Find("aws") is not { } program)
        {
            return null;
        }

        var file = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        return file.StartsWith(Parent, StringComparison.Ordinal) && file[Parent.Length..].Contains('/')
            ? new(file)
            : null;
    }
}

/// <summary>The arguments with which Python runs the guest program.</summary>
internal static class SupervisorCommand
{
    /// <summary>Creates the arguments.</summary>
    /// <param name="guest">Folder of the guest program, as Python sees it.</param>
    /// <param name="settings">The settings of the guest program.</param>
    public static IReadOnlyList<string> Arguments(string guest, GuestSettings settings) =>
        ["-I", "-B", guest, "supervisor", GuestFrames.ToJson(settings)];
}

/// <summary>The settings of the guest program.</summary>
/// <param name="Environment">Environment of the programs of the user.</param>
/// <param name="Limits">Limits of each process, by their names in Python's <c>resource</c> module.</param>
/// <param name="Memory">Maximum memory in bytes of all processes and <paramref name="MemoryFolders"/> together.</param>
/// <param name="MemoryFolders">Folders whose files are in memory.</param>
internal sealed record GuestSettings(
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, long> Limits,
    long Memory,
    IReadOnlyList<string> MemoryFolders)
{
    /// <summary>Folders in the working folder of a new session, as on AWS.</summary>
    public IReadOnlyList<string> Folders { get; } = ["log", ".ipython"];

    /// <summary>
    /// The socket at which the guest program hands over its way to the network; null when there is none.
    /// </summary>
    public string? Network { get; init; }

    /// <summary>
    /// The descriptor at which the control group of the session counts the processes that the kernel has ended; null
    /// when there is no group.
    /// </summary>
    public int? MemoryEvents { get; init; }
}

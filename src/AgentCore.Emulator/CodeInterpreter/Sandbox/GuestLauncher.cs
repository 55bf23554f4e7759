using System.Runtime.Versioning;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Network;
using AgentCore.Emulator.Core.Walls;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// Starts the sandboxes of sessions, with bubblewrap; without it, code runs only when the options allow it.
/// </summary>
internal sealed class GuestLauncher(
    PythonFinder pythons, JavaScriptRuntimes runtimes, EmulatorEnvironment environment)
{
    private static readonly Version CountsProcessesByNamespace = new(5, 14);
    private BubblewrapProbe? _working;

    /// <summary>What a sandbox that starts now gets of this machine.</summary>
    /// <param name="hasNetwork">Whether its programs reach the network.</param>
    /// <param name="cancellationToken">Cancels the search for programs.</param>
    /// <exception cref="ServiceException">A program is missing on this machine; the message has the remedy.</exception>
    /// <exception cref="SandboxUserException">All user ids are in use, and bubblewrap was not tried yet.</exception>
    public async Task<SandboxPlan> PlanAsync(bool hasNetwork, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw ServiceErrors.Internal(
                "The code interpreter works on Linux and macOS. On Windows, start the emulator in WSL.");
        }

        var python = await pythons.RequireAsync(cancellationToken);
        var others = await runtimes.AllAsync(cancellationToken);
        var probe = _working ?? await BubblewrapProbe.TryAsync(cancellationToken);
        _working = probe.Fault is null ? probe : null;
        if (probe.Fault is { } fault && !environment.Options.AllowUnsandboxedCode)
        {
            throw ServiceErrors.Internal($"{fault} {BubblewrapProbe.Remedy}");
        }

        var bubblewrap = probe.Fault is null ? probe.Program : null;
        var settings = hasNetwork && bubblewrap is not null
            ? HostSettings.Read(Environment.GetEnvironmentVariable, SessionNetwork.AddressInSandbox)
            : null;
        return new(python, others, AwsCommandLine.Find(), bubblewrap, settings);
    }

    /// <summary>Starts a sandbox, and returns when its guest program is ready.</summary>
    /// <param name="plan">What it gets of this machine.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ServiceException">It cannot be started on this machine.</exception>
    /// <exception cref="SandboxUserException">All user ids are in use.</exception>
    public async Task<SessionSandbox> StartAsync(SandboxPlan plan, CancellationToken cancellationToken)
    {
        var sandbox = new SessionSandbox(plan, SandboxUser.Lease());
        try
        {
            sandbox.Folder = environment.Data.CreateSessionFolder("code-interpreter", $"{Guid.NewGuid():n}");
            sandbox.Network = plan.HasNetwork ? OpenNetwork(sandbox.Folder) : null;
            sandbox.Guest = await StartGuestAsync(sandbox, cancellationToken);
            return sandbox;
        }
        catch (Exception error)
        {
            await sandbox.DisposeAsync();
            throw error is GuestLostException ? ServiceErrors.Internal(error.Message) : error;
        }
    }

    private SessionNetwork OpenNetwork(string folder) => SessionNetwork.Open(
        folder,
        new(environment.Address, environment.Options.AllowLoopback),
        HostProxies.OfMachine.Route,
        environment.Logs.CreateLogger<GuestLauncher>());

    private async Task<Guest> StartGuestAsync(SessionSandbox sandbox, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Sandboxes are planned for Linux and macOS only.");
        }

        var group = MemoryGroup.TryCreate(environment.Options.Limits.SessionMemory);
        try
        {
            var spec = Describe(sandbox, group is null ? null : MemoryGroup.EventsDescriptor);
            return await Guest.StartAsync(group?.Enter(spec) ?? spec, group, cancellationToken);
        }
        catch
        {
            group?.Dispose();
            throw;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private ChildProcessSpec Describe(SessionSandbox sandbox, int? memoryEvents)
    {
        var (plan, folder, user, network) = (sandbox.Plan, sandbox.Folder, sandbox.User, sandbox.Network);
        var limits = environment.Options.Limits;
        GuestFolder.Write(folder, GuestCommands.Create(plan.Python, plan.Runtimes, plan.Aws), user);
        if (plan.Bubblewrap is null)
        {
            return Unsandboxed.Describe(folder, plan.Python, limits, memoryEvents);
        }

        var perProcess = limits.PerProcess();
        if (!user.IsLeased && Environment.OSVersion.Version < CountsProcessesByNamespace)
        {
            perProcess.Remove("RLIMIT_NPROC"); // would count all processes of the user
        }

        var bubblewrap = new Bubblewrap(plan.Bubblewrap, folder, user, network, limits, plan.Folders)
        {
            Further = GuestFolder.WriteFiles(folder, plan.Settings?.Files ?? new Dictionary<string, string>()),
        };
        var variables = GuestEnvironment.Create(
            SandboxPaths.Home, SandboxPaths.Temporary, SandboxPaths.Guest, plan.Python);
        if (network is not null)
        {
            GuestEnvironment.AddNetwork(variables, network, plan.Settings!);
        }

        var guest = SupervisorCommand.Arguments(
            SandboxPaths.Guest,
            new(variables, perProcess, limits.SessionMemory, SandboxPaths.InMemory)
            {
                Network = network is null ? null : SessionNetwork.SocketInSandbox,
                MemoryEvents = memoryEvents,
            });
        return new(plan.Bubblewrap, bubblewrap.Arguments([plan.Python.Executable, .. guest]));
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
        ["-I", "-S", "-B", guest, "supervisor", GuestFrames.ToJson(settings)];
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

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

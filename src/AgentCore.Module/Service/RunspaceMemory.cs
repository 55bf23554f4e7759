using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.LocalEmulator;
using AgentCore.Pages;

namespace AgentCore.Service;

/// <summary>What the module remembers between two cmdlets of a runspace.</summary>
/// <remarks>Runspaces share nothing, so <c>ForEach-Object -Parallel</c> needs no care; objects carry their connection.</remarks>
internal sealed class RunspaceMemory
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceMemory> Memories = new();

    private readonly BoundedCache<object, Connection> _connections = new(64);
    private EmulatorDefault? _emulator;

    internal RunspaceMemory()
    {
    }

    /// <summary>The memory of the runspace that runs on this thread.</summary>
    public static RunspaceMemory Current => Memories.GetValue(Runspace.DefaultRunspace, static owner =>
    {
        var memory = new RunspaceMemory();
        owner.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
            {
                memory.Automation.CloseAll("The runspace was closed.");
            }
        };
        return memory;
    });

    /// <summary>What Set-ACContext said.</summary>
    public ConnectionSettings Context { get; set; } = ConnectionSettings.Nothing;

    /// <summary>Automation connections that are open, by session.</summary>
    public AutomationPool Automation { get; } = new();

    /// <summary>What was listed for a completion a moment ago.</summary>
    public CompletionCache Completions { get; } = new();

    /// <summary>What the emulator adds below Set-ACContext; nothing where it is not the default.</summary>
    public ConnectionSettings Emulator
    {
        get
        {
            if (_emulator is { Process.WasStopped: true })
            {
                ForgetEmulator();
            }

            return _emulator?.Settings ?? ConnectionSettings.Nothing;
        }
    }

    /// <summary>Makes an emulator the default; what Set-ACContext said is put aside, but for the region.</summary>
    public void UseEmulator(EmulatorProcess process)
    {
        ForgetEmulator();
        _emulator = new EmulatorDefault(process, Context);
        Context = ConnectionSettings.Nothing;
    }

    /// <summary>What was the default before the emulator is so again; what was set meanwhile stays above it.</summary>
    public void ForgetEmulator()
    {
        if (_emulator is null)
        {
            return;
        }

        Context = ConnectionSettings.Layer(Context, _emulator.Before);
        _emulator = null;
    }

    /// <summary>Forgets what Set-ACContext said, also what the emulator has put aside.</summary>
    public void ClearContext()
    {
        Context = ConnectionSettings.Nothing;
        if (_emulator is { } running)
        {
            _emulator = new EmulatorDefault(running.Process, Context);
        }
    }

    /// <summary>The connection for these settings, as the environment is now; the same one until either changes.</summary>
    /// <exception cref="AgentCoreException">No region or no credentials are found, or an address is not valid.</exception>
    public Connection Connect(ConnectionSettings settings)
    {
        var location = (settings.Credentials?.Value as ProfileCredentials)?.Location;
        return _connections.Get((settings.Key, AwsEnvironment.Fingerprint(location)), () => Connection.Open(settings));
    }
}

/// <summary>An emulator that is a runspace's default endpoint.</summary>
/// <param name="Process">The emulator.</param>
/// <param name="Before">What Set-ACContext had said before.</param>
internal sealed record EmulatorDefault(EmulatorProcess Process, ConnectionSettings Before)
{
    private const string Source = "Emulator";

    /// <summary>The emulator serves every region, so the one that was in use stays.</summary>
    public ConnectionSettings Settings { get; } = new(
        Before.Region,
        new Sourced<string>(Process.Url, Source),
        new Sourced<CredentialChoice>(Process.Keys, Source),
        Process);
}

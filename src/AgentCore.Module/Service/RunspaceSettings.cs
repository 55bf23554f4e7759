using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>The default connection of a runspace: what Set-ACContext and Start-ACEmulator made it.</summary>
internal sealed class RunspaceSettings
{
    private static readonly RunspaceLocal<RunspaceSettings> Runspaces = new(static () => new RunspaceSettings());

    private readonly BoundedCache<object, Connection> _connections = new(64);
    private LocalDefault? _local;

    internal RunspaceSettings()
    {
    }

    /// <summary>Those of the runspace that runs on this thread.</summary>
    public static RunspaceSettings Current => Runspaces.Current;

    /// <summary>What Set-ACContext set.</summary>
    public ConnectionSettings Context { get; set; } = ConnectionSettings.Nothing;

    /// <summary>What a local endpoint adds below Set-ACContext; nothing where none is the default.</summary>
    public ConnectionSettings Local
    {
        get
        {
            if (_local is { Endpoint.WasStopped: true })
            {
                ForgetLocalEndpoint();
            }

            return _local?.Settings ?? ConnectionSettings.Nothing;
        }
    }

    /// <summary>Makes a local endpoint the default; what Set-ACContext set is put aside, but for the region.</summary>
    public void Use(LocalEndpoint endpoint)
    {
        ForgetLocalEndpoint();
        _local = new LocalDefault(endpoint, Context);
        Context = ConnectionSettings.Nothing;
    }

    /// <summary>Brings back the default of before the local endpoint; what was set meanwhile stays above it.</summary>
    public void ForgetLocalEndpoint()
    {
        if (_local is null)
        {
            return;
        }

        Context = ConnectionSettings.Layer(Context, _local.Before);
        _local = null;
    }

    /// <summary>Forgets what Set-ACContext set, also what was put aside.</summary>
    public void ClearContext()
    {
        Context = ConnectionSettings.Nothing;
        if (_local is { } running)
        {
            _local = new LocalDefault(running.Endpoint, Context);
        }
    }

    /// <summary>
    /// The connection for these settings, as the environment is now; the same one until either changes.
    /// </summary>
    /// <exception cref="AgentCoreException">No region or no credentials are found, or an address is not
    /// valid.</exception>
    public Connection Connect(ConnectionSettings settings)
    {
        var location = (settings.Credentials?.Value as ProfileCredentials)?.Location;
        return _connections.Get((settings.Key, AwsEnvironment.Fingerprint(location)), () => Connection.Open(settings));
    }

    /// <param name="Endpoint">The endpoint that is the default.</param>
    /// <param name="Before">What Set-ACContext had set before.</param>
    private sealed record LocalDefault(LocalEndpoint Endpoint, ConnectionSettings Before)
    {
        private const string Source = "Emulator";

        /// <summary>The emulator serves every region, so the one that was in use stays.</summary>
        public ConnectionSettings Settings { get; } = new(
            Before.Region,
            new SettingWithSource<string>(Endpoint.Url, Source),
            new SettingWithSource<CredentialChoice>(Endpoint.Keys, Source),
            Endpoint);
    }
}

/// <summary>Keeps one value for each runspace, as long as the runspace lives.</summary>
/// <param name="create">Creates the value on the first use in a runspace.</param>
/// <remarks>
/// Runspaces share nothing, so <c>ForEach-Object -Parallel</c> needs no care; objects carry their connection.
/// </remarks>
internal sealed class RunspaceLocal<T>(Func<T> create)
    where T : class
{
    private readonly ConditionalWeakTable<Runspace, T> _values = new();

    /// <summary>The value of the runspace that runs on this thread.</summary>
    public T Current => _values.GetValue(Runspace.DefaultRunspace, _ => create());
}

/// <summary>A program on this machine that serves both planes; LocalEmulator makes it a runspace's default.</summary>
internal abstract class LocalEndpoint
{
    /// <summary>Base address of both planes.</summary>
    public abstract string Url { get; }

    /// <summary>The keys that it accepts.</summary>
    public abstract KeyCredentials Keys { get; }

    /// <summary>Whether its process is over, for whatever reason.</summary>
    public abstract bool HasEnded { get; }

    /// <summary>Whether it was stopped on request.</summary>
    public abstract bool WasStopped { get; }

    /// <summary>Whether it ends within a moment: the end of a connection is seen before that of the process.</summary>
    public abstract Task<bool> EndsSoonAsync();

    /// <summary>The error for a call that found it ended.</summary>
    public abstract AgentCoreException Gone(Exception cause);
}

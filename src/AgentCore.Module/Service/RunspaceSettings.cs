using System.Management.Automation.Runspaces;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>
/// The default connection of a runspace: that of the process, until Set-ACContext or Start-ACEmulator give it one of
/// its own.
/// </summary>
/// <remarks>
/// The process's is that of the runspace which first imported the module: <c>ForEach-Object -Parallel</c> and thread
/// jobs that it starts begin from there, and would go to AWS in silence if they did not.
/// </remarks>
internal sealed class RunspaceSettings
{
    private static readonly RunspaceSettings OfProcess = new();
    private static readonly RunspaceLocal<RunspaceSettings> Runspaces = new(static () => new(OfProcess));

    private readonly RunspaceSettings? _process;
    private readonly BoundedCache<object, Connection> _connections;

    // Immutable, since other runspaces read that of the process; null while there is none of its own.
    private volatile Defaults? _own;

    /// <param name="process">Those of the process; null for these themselves.</param>
    internal RunspaceSettings(RunspaceSettings? process = null)
    {
        _process = process;
        _connections = process?._connections ?? new(64);
    }

    /// <summary>Those of the runspace that runs on this thread.</summary>
    public static RunspaceSettings Current => FirstRunspace.IsCurrent ? OfProcess : Runspaces.Current;

    /// <summary>Gives a new runspace the settings of the one that runs on this thread.</summary>
    public static void ShareWith(Runspace runspace) => Runspaces.Set(runspace, Current);

    /// <summary>What Set-ACContext set.</summary>
    public ConnectionSettings Context
    {
        get => Now.Context;
        set => _own = Now with { Context = value };
    }

    /// <summary>What a local endpoint adds below Set-ACContext; nothing where none is the default.</summary>
    public ConnectionSettings Local => Now.Local?.Settings ?? ConnectionSettings.Nothing;

    private Defaults Now => ((_own ?? _process?._own) ?? Defaults.None).WithoutStopped();

    /// <summary>Makes a local endpoint the default; what Set-ACContext set is put aside, but for the region.</summary>
    public void Use(LocalEndpoint endpoint) =>
        _own = new(ConnectionSettings.Nothing, new LocalDefault(endpoint, Now.WithoutLocal().Context));

    /// <summary>Brings back the default of before the local endpoint; what was set meanwhile stays above it.</summary>
    public void ForgetLocalEndpoint()
    {
        if (Now.Local is not null)
        {
            _own = Now.WithoutLocal();
        }
    }

    /// <summary>Forgets what Set-ACContext set, also what was put aside.</summary>
    public void ClearContext() => _own = new(
        ConnectionSettings.Nothing,
        Now.Local is { } running ? new LocalDefault(running.Endpoint, ConnectionSettings.Nothing) : null);

    /// <summary>Takes over what settings say altogether, in place of all that was set.</summary>
    public void Replace(ConnectionSettings settings)
    {
        var before = Now.WithoutLocal().Context;
        _own = settings.LocalEndpoint is { } endpoint
            ? new(new(settings.Region), new LocalDefault(endpoint, before))
            : new(settings, null);
    }

    /// <summary>
    /// What to change for a scope. For the whole process, the runspace lets go of what is its own, so that it follows.
    /// </summary>
    public RunspaceSettings In(ContextScope scope)
    {
        if (scope == ContextScope.Runspace || _process is null)
        {
            return this;
        }

        _own = null;
        return _process;
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

    /// <param name="Context">What Set-ACContext set.</param>
    /// <param name="Local">The local endpoint that is the default; null for none.</param>
    private sealed record Defaults(ConnectionSettings Context, LocalDefault? Local)
    {
        public static readonly Defaults None = new(ConnectionSettings.Nothing, null);

        /// <summary>What holds once a local endpoint was stopped, by whatever runspace.</summary>
        public Defaults WithoutStopped() => Local is { Endpoint.WasStopped: true } ? WithoutLocal() : this;

        public Defaults WithoutLocal() =>
            Local is null ? this : new(ConnectionSettings.Layer(Context, Local.Before), null);
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

/// <summary>A program on this machine that serves both planes; LocalEmulator makes it a runspace's default.</summary>
internal abstract class LocalEndpoint
{
    /// <summary>The one that was started last in this process, by whatever runspace; null for none.</summary>
    public static LocalEndpoint? Latest { get; set; }

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

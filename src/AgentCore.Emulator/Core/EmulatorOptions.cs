namespace AgentCore.Emulator.Core;

/// <summary>How an emulator is to run.</summary>
/// <remarks>A class, not a record: it may hold a secret, which a generated <c>ToString</c> would print.</remarks>
public sealed class EmulatorOptions
{
    /// <summary>
    /// How far AWS lets the time of a signed header be from its clock. A presigned address gets nothing after its
    /// lifetime.
    /// </summary>
    internal static readonly TimeSpan UsualClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Port on 127.0.0.1, 0 to 65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Folder for resources, which are kept over restarts, and the working files of sessions. When null, a temporary
    /// folder is used, and removed at the end.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>Whether code may run without a sandbox where none is available.</summary>
    public bool AllowUnsandboxedCode { get; init; }

    /// <summary>
    /// Names of hosts that signed requests may be sent to besides those of loopback: DNS names in lower case, or
    /// addresses, without a port.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Address of a TLS front, such as <c>https://bedrock-agentcore.us-west-2.amazonaws.com</c>, for the addresses of
    /// streams in responses; null when there is none. Signed requests may be sent to its host.
    /// </summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// Whether programs of PUBLIC code interpreters may reach what listens on this machine's own addresses.
    /// </summary>
    public bool AllowLoopback { get; init; }

    /// <summary>
    /// Whether browsers may run without a wall, and Chromium without its own sandbox, where there is none.
    /// </summary>
    public bool AllowUnwalledBrowser { get; init; }

    /// <summary>
    /// Whether a call that takes longer than a second sends its output as it arrives, in several results. The service
    /// sends one result at the end.
    /// </summary>
    public bool IncrementalResults { get; init; }

    /// <summary>How long a call to a code interpreter may run; then its program is ended.</summary>
    public TimeSpan InvokeTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a command in the background may run; then it is ended.</summary>
    public TimeSpan TaskTimeout { get; init; } = TimeSpan.FromHours(8);

    /// <summary>
    /// How far the time of a signature may be from the clock; <see cref="TimeSpan.MaxValue"/> for any time.
    /// </summary>
    public TimeSpan ClockSkew { get; init; } = UsualClockSkew;

    /// <summary>Requests a second that are accepted, by operation; one that is not in it has no limit.</summary>
    public IReadOnlyDictionary<string, int> Rates { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Faults on demand that are set from the start, each of the form <c>operation:fault=value:count</c>.
    /// </summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>
    /// How many browsers wait for sessions that come, 0 or more; null for one once a session has started, which ends
    /// when no other comes for a while.
    /// </summary>
    public int? SpareBrowsers { get; init; } = 0;

    /// <summary>
    /// How many sandboxes wait for the next code interpreter sessions, once there was one; 0 or more, for sessions with
    /// and without a network each.
    /// </summary>
    public int SpareSandboxes { get; init; }

    /// <summary>Access key that callers must sign with; random when null.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Secret key that callers must sign with; random when null.</summary>
    public string? SecretKey { get; init; }

    /// <summary>
    /// File to record all calls with their responses into; it must not exist. Null to record nothing.
    /// </summary>
    public string? RecordPath { get; init; }

    /// <summary>Recording to serve all calls from, without sessions; null to serve them by sessions.</summary>
    public string? ReplayPath { get; init; }

    /// <summary>Whether logging is off.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The clock for signatures, time stamps and the time to live of sessions.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The quotas of the account.</summary>
    internal Quotas Quotas { get; init; } = Quotas.Documented;

    /// <summary>What a code interpreter session may use of the machine.</summary>
    internal SandboxLimits Limits { get; init; } = SandboxLimits.Default;

    /// <summary>How clients of WebSockets that have vanished are found.</summary>
    internal StreamKeepAlive KeepAlive { get; init; } = StreamKeepAlive.Default;

    /// <inheritdoc/>
    public override string ToString() => $"emulator on port {Port}";
}

/// <summary>What the parts of a running emulator share.</summary>
/// <param name="Options">How the emulator was started.</param>
/// <param name="Data">The data folder.</param>
/// <param name="Logs">Creates loggers, which write to standard error.</param>
internal sealed record EmulatorEnvironment(
    EmulatorOptions Options,
    DataFolder Data,
    ILoggerFactory Logs)
{
    /// <summary>Where the emulator itself listens.</summary>
    public OwnAddress Address { get; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time => Options.TimeProvider;
}

/// <summary>How a client of a WebSocket that has vanished without closing it is found.</summary>
/// <param name="Interval">A ping is sent after this time without a message.</param>
/// <param name="Timeout">A client that does not respond to it for this time is disconnected.</param>
internal sealed record StreamKeepAlive(TimeSpan Interval, TimeSpan Timeout)
{
    /// <summary>A program that is paused in a debugger for less than a minute keeps its connection.</summary>
    public static StreamKeepAlive Default { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60));
}

/// <summary>What a code interpreter session may use of the machine. Sizes are in bytes.</summary>
internal sealed record SandboxLimits
{
    private const long MiB = 1024 * 1024;
    private const long GiB = 1024 * MiB;

    /// <summary>The limits of every session.</summary>
    public static SandboxLimits Default { get; } = new();

    /// <summary>Memory of the whole session: its processes, and its files, which are in memory.</summary>
    public long SessionMemory { get; init; } = 4 * GiB;

    /// <summary>Writable private memory of one process.</summary>
    public long Memory { get; init; } = 2 * GiB;

    /// <summary>Processes and threads of the session.</summary>
    public int Processes { get; init; } = 256;

    /// <summary>Open files of one process.</summary>
    public int OpenFiles { get; init; } = 1024;

    /// <summary>Size of one file.</summary>
    public long File { get; init; } = GiB;

    /// <summary>Size of the working folder, which is in memory.</summary>
    public long Home { get; init; } = 2 * GiB;

    /// <summary>Size of the folder for temporary files, which is in memory.</summary>
    public long Temporary { get; init; } = 512 * MiB;

    /// <summary>Size of the named shared memory of programs.</summary>
    public long SharedMemory { get; init; } = 64 * MiB;

    /// <summary>
    /// The limits of each process, by their names in Python's <c>resource</c> module. The address space is not limited:
    /// Node.js and Deno, which any program may start, reserve far more than they use.
    /// </summary>
    public Dictionary<string, long> PerProcess() => new()
    {
        ["RLIMIT_DATA"] = Memory,
        ["RLIMIT_NPROC"] = Processes,
        ["RLIMIT_NOFILE"] = OpenFiles,
        ["RLIMIT_FSIZE"] = File,
        ["RLIMIT_CORE"] = 0,
    };
}

/// <summary>Where the emulator itself listens, which no session may reach.</summary>
internal sealed class OwnAddress
{
    /// <summary>Its port; 0 until it listens, which is before there is any session.</summary>
    public int Port { get; set; }
}

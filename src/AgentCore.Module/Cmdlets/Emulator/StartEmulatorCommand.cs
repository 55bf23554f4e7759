using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Files;
using AgentCore.LocalEmulator;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>
/// Start-ACEmulator: starts the local emulator of the service and makes it the default endpoint.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ACEmulator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(EmulatorInstance))]
public sealed class StartEmulatorCommand : AsyncCommand
{
    private RunspaceSettings _settings = null!;
    private string? _folder;
    private string? _record;
    private string? _replay;

    /// <summary>Port on 127.0.0.1, 1 to 65535; a free one unless given.</summary>
    [Parameter(Position = 0)]
    [AllowedRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>
    /// Folder that keeps resources, browser profiles and recordings over restarts; nothing is kept unless given.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>
    /// Runs code on this machine without a sandbox where none is available. Only for code that you would run yourself.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnsandboxedCode { get; set; }

    /// <summary>
    /// Runs browsers on this machine with your files and your network where no wall is available. Only for pages that
    /// you would open yourself.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnwalledBrowser { get; set; }

    /// <summary>
    /// Sends the output of programs that take longer than a second as it arrives, for -Stream of
    /// Invoke-ACCodeInterpreter. The service sends it at the end, in one piece, as the emulator does unless this is
    /// given.
    /// </summary>
    [Parameter]
    public SwitchParameter IncrementalResult { get; set; }

    /// <summary>
    /// Lets programs of code interpreters with the network mode PUBLIC reach what listens on this machine; browsers
    /// always do.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowLoopback { get; set; }

    /// <summary>
    /// Further host names or addresses, without a port, that signed requests may be sent to: of a TLS front, a
    /// container, a forwarded port.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] AllowHost { get; set; } = [];

    /// <summary>
    /// Address of a TLS front, such as https://bedrock-agentcore.us-west-2.amazonaws.com, for the addresses of streams.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// Quotas to change, as a hashtable of names and numbers, or texts such as browser-sessions=2; the error for a
    /// wrong name lists them.
    /// </summary>
    [Parameter]
    [SettingsArgument]
    [ValidateNotNullOrEmpty]
    public string[] Quota { get; set; } = [];

    /// <summary>
    /// Requests a second to accept, as a hashtable of operations and numbers; documented sets those of the service.
    /// </summary>
    [Parameter]
    [Alias("Rates")]
    [SettingsArgument]
    [ValidateNotNullOrEmpty]
    public string[] Rate { get; set; } = [];

    /// <summary>
    /// Faults on demand to start with, such as InvokeCodeInterpreter:throttle:3; Set-ACEmulatorFault sets them later.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Fault { get; set; } = [];

    /// <summary>
    /// How far the time of a signature may be from the clock: 90s, 5m, 2h, 400d; 5m unless given. The maximum of
    /// TimeSpan takes any time.
    /// </summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan? ClockSkew { get; set; }

    /// <summary>
    /// How many browsers, and code sandboxes of each kind, wait for sessions, 0 to 100, so that these start at once;
    /// one, once a session was started, unless given.
    /// </summary>
    [Parameter]
    [AllowedRange(0, 100)]
    public int? Warm { get; set; }

    /// <summary>
    /// Records all calls with their responses into this new file, for -Replay. It has what your programs send and get,
    /// so it is for your eyes alone; keys and signatures are not in it.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Record { get; set; }

    /// <summary>
    /// Serves all calls from a file that -Record has written, without Chromium and Python. A call that is not in it is
    /// an error that says so.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Replay { get; set; }

    /// <summary>
    /// Leads programs that this PowerShell starts to the emulator until Stop-ACEmulator: sets endpoints, keys and
    /// region in their environment variables, for boto3, the AWS CLI, Node.js and jobs. Each of them can read the keys.
    /// </summary>
    [Parameter]
    public SwitchParameter PassEnvironment { get; set; }

    /// <summary>Process makes it the default of every runspace that has not set one of its own.</summary>
    [Parameter]
    public ContextScope Scope { get; set; }

    private protected override void Prepare()
    {
        if (Record is not null && Replay is not null)
        {
            throw Failures.InvalidArgument(
                "-Record and -Replay exclude each other: a replay has nothing new to record. Use one of them.");
        }

        _settings = RunspaceSettings.Current;
        (_folder, _record, _replay) = (Full(DataPath), Full(Record), Full(Replay));
    }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if ((EmulatorHost.Current is null && !await ConfirmAsync("this machine", "Start the emulator"))
            || (PassEnvironment && !await ConfirmAsync("this process", "Set environment variables of AWS")))
        {
            return;
        }

        var options = new EmulatorOptions(Port, _folder, AllowUnsandboxedCode) { Settings = [.. Settings()] };
        if (EmulatorHost.Current is { } running && !running.Serves(options))
        {
            Warn(
                $"An emulator is already running at {running.Url}; the parameters do not change it. "
                    + "Stop-ACEmulator first.");
        }

        var emulator = await EmulatorHost.StartAsync(options, cancellationToken);
        var target = _settings.In(Scope);
        target.Use(emulator);
        if (PassEnvironment)
        {
            var region = RegionResolver.Find(ConnectionSettings.Layer(target.Context, target.Local)).Value;
            PassedEnvironment.Set(emulator, region);
        }

        await WriteAsync(await emulator.DescribeAsync(cancellationToken));
    }

    private IEnumerable<string> Settings() =>
    [
        .. AllowUnwalledBrowser ? new[] { "--allow-unwalled-browser" } : [],
        .. AllowLoopback ? new[] { "--allow-loopback" } : [],
        .. Warm is null ? [] : new[] { $"--warm={Warm}" },
        .. IncrementalResult ? new[] { "--incremental-results" } : [],
        .. AllowHost.Select(name => $"--allow-host={name}"),
        .. PublicUrl is null ? [] : new[] { $"--public-url={PublicUrl.OriginalString}" },
        .. Quota.Select(setting => $"--quota={setting}"),
        .. Rate.Select(setting => $"--rates={setting}"),
        .. _record is null ? [] : new[] { $"--record={_record}" },
        .. _replay is null ? [] : new[] { $"--replay={_replay}" },
        .. Fault.Select(fault => $"--fault={fault}"),
        .. ClockSkew is { } skew ? new[] { $"--clock-skew={TextOf(skew)}" } : [],
    ];

    private string? Full(string? path) => path is null ? null : LocalPaths.Full(SessionState, path);

    private static string TextOf(TimeSpan skew) => skew == TimeSpan.MaxValue
        ? "unlimited"
        : Math.Ceiling(skew.TotalSeconds).ToString("0", CultureInfo.InvariantCulture) + "s";
}

/// <summary>Lets a parameter that takes texts of the form name=value also take a hashtable.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingsArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IDictionary table
            ? table.Cast<DictionaryEntry>()
                .Select(entry => string.Format(CultureInfo.InvariantCulture, "{0}={1}", entry.Key, entry.Value))
                .ToArray()
            : inputData;
}

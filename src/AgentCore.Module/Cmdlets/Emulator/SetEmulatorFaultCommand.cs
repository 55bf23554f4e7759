using System.Collections;
using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.LocalEmulator;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>
/// Set-ACEmulatorFault: lets the next requests of an operation fail on demand, crashes a browser session, or removes
/// faults.
/// </summary>
[Cmdlet(VerbsCommon.Set, "ACEmulatorFault", SupportsShouldProcess = true, DefaultParameterSetName = Plain)]
[OutputType(typeof(EmulatorFault))]
public sealed class SetEmulatorFaultCommand : AsyncCommand
{
    private const string Plain = "Fault";
    private const string Delayed = "Delay";
    private const string Missing = "NotFound";
    private const string Cut = "Cut";
    private const string Failing = "Error";
    private const string Streamed = "Exception";
    private const string Crashed = "Crash";
    private const string Cleared = "Clear";

    // What -Fault may say where another parameter says already what is meant; the first is the default.
    private static readonly Dictionary<string, string> Meant = new()
    {
        [Delayed] = "delay",
        [Missing] = "not-found",
        [Cut] = "cut",
        [Failing] = "error",
        [Streamed] = "exception",
        [Crashed] = "crash",
    };

    /// <summary>
    /// The operation of the API, ConnectBrowserAutomationStream, ConnectBrowserLiveViewStream, or * for all.
    /// </summary>
    [Parameter(ParameterSetName = Plain, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = Delayed, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = Missing, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = Cut, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = Failing, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = Streamed, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = Cleared, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FaultOperationCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Operation { get; set; }

    /// <summary>
    /// What happens: throttle, error, delay, cut, exception, not-found or crash. Not needed where another parameter
    /// says it: -Delay, -Within, -AfterByte, -ErrorCode, -Session.
    /// </summary>
    [Parameter(ParameterSetName = Plain, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = Delayed, Position = 1)]
    [Parameter(ParameterSetName = Missing, Position = 1)]
    [Parameter(ParameterSetName = Cut, Position = 1)]
    [Parameter(ParameterSetName = Failing, Position = 1)]
    [Parameter(ParameterSetName = Streamed, Position = 1)]
    [Parameter(ParameterSetName = Crashed)]
    [Parameter(ParameterSetName = Cleared, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FaultCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Fault { get; set; }

    /// <summary>
    /// The error, one that the API lists for the operation, such as ConflictException; Exception at its end may be left
    /// out.
    /// </summary>
    [Parameter(ParameterSetName = Failing, Mandatory = true)]
    [Parameter(ParameterSetName = Streamed, Mandatory = true)]
    [Parameter(ParameterSetName = Cleared, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FaultErrorCompleter))]
    [AllowNull]
    public string? ErrorCode { get; set; }

    /// <summary>How long a request waits before it goes on: 2s, 1m; a second at least.</summary>
    [Parameter(ParameterSetName = Delayed, Mandatory = true)]
    [DurationArgument]
    public TimeSpan Delay { get; set; }

    /// <summary>
    /// A stream is not found within this time after the start of its session: 2s, 1m; a second at least.
    /// </summary>
    [Parameter(ParameterSetName = Missing, Mandatory = true)]
    [DurationArgument]
    public TimeSpan Within { get; set; }

    /// <summary>The connection is cut after so many bytes of the response body, 0 to 1000000000.</summary>
    [Parameter(ParameterSetName = Cut, Mandatory = true)]
    [Alias("After")]
    [AllowedRange(0, 1_000_000_000)]
    public int AfterByte { get; set; }

    /// <summary>
    /// The error is sent in the event stream, after so many events, 0 to 1000000000; with 0 before any, and nothing
    /// runs.
    /// </summary>
    [Parameter(ParameterSetName = Streamed, Mandatory = true)]
    [AllowedRange(0, 1_000_000_000)]
    public int AfterEvent { get; set; }

    /// <summary>How many requests are hit, 1 to 1000000; all, until the fault is removed, unless given.</summary>
    [Parameter(ParameterSetName = Plain)]
    [Parameter(ParameterSetName = Delayed)]
    [Parameter(ParameterSetName = Missing)]
    [Parameter(ParameterSetName = Cut)]
    [Parameter(ParameterSetName = Failing)]
    [Parameter(ParameterSetName = Streamed)]
    [AllowedRange(1, 1_000_000)]
    public int? Count { get; set; }

    /// <summary>A browser session whose Chromium is killed at once: an object or an id.</summary>
    [Parameter(ParameterSetName = Crashed, Mandatory = true, ValueFromPipeline = true)]
    [BrowserSessionArgument]
    public BrowserSession? Session { get; set; }

    /// <summary>
    /// Removes faults: all, or those of -Operation, -Fault and -ErrorCode. Takes what Get-ACEmulatorFault writes.
    /// </summary>
    [Parameter(ParameterSetName = Cleared, Mandatory = true)]
    public SwitchParameter Clear { get; set; }

    /// <summary>Writes the fault that was set, or those that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? ErrorTarget => Session?.SessionId ?? Operation;

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var emulator = EmulatorHost.Running;
        var fault = FaultOf(ParameterSetName);
        if (ParameterSetName == Crashed)
        {
            if (await ConfirmAsync(Session!.SessionId, "Kill its Chromium"))
            {
                await emulator.CrashAsync(Session.SessionId, cancellationToken);
            }
        }
        else if (ParameterSetName == Cleared)
        {
            if (await ConfirmAsync(Operation ?? "all operations", "Remove faults"))
            {
                await WriteWantedAsync(
                    await emulator.RemoveFaultsAsync(Operation, Fault, ErrorCode, cancellationToken));
            }
        }
        else
        {
            var settings = new FaultSettings(Operation!, fault!)
            {
                ErrorCode = ErrorCode,
                Time = ParameterSetName switch
                {
                    Delayed => Delay,
                    Missing => Within,
                    _ => null,
                },
                After = ParameterSetName switch
                {
                    Cut => AfterByte,
                    Streamed => AfterEvent,
                    _ => null,
                },
                Count = Count,
            };
            if (await ConfirmAsync(Operation!, $"Set the fault {settings}"))
            {
                await WriteWantedAsync([await emulator.SetFaultAsync(settings, cancellationToken)]);
            }
        }
    }

    private string? FaultOf(string set)
    {
        if (!Meant.TryGetValue(set, out var meant) || Fault is null)
        {
            return Fault ?? meant;
        }

        // An exception in the event stream has an error code, too; after how many events, it has a default.
        return Fault.Equals(meant, StringComparison.OrdinalIgnoreCase)
            || (set == Failing && Fault.Equals(Meant[Streamed], StringComparison.OrdinalIgnoreCase))
            ? Fault
            : throw Failures.InvalidArgument(
                $"'{Fault}' does not go with -{ParameterOf(set)}, which is for the fault {meant}. "
                    + "Leave one of them out.");
    }

    private static string ParameterOf(string set) => set switch
    {
        Delayed => nameof(Delay),
        Missing => nameof(Within),
        Cut => nameof(AfterByte),
        Failing => nameof(ErrorCode),
        Streamed => nameof(AfterEvent),
        _ => nameof(Session),
    };

    private Task WriteWantedAsync(IReadOnlyCollection<EmulatorFault> faults) =>
        PassThru ? WriteAllAsync(faults) : Task.CompletedTask;
}

/// <summary>Completes the faults of the typed operation.</summary>
public sealed class FaultCompleter : FaultChoiceCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Pick(FaultChoices choices, IDictionary? typed)
    {
        var possible = Meant(choices, typed).SelectMany(one => one.Faults).ToList();
        return choices.Kinds.Where(kind => possible.Contains(kind.Name)).Select(kind => (kind.Name, kind.About));
    }
}

/// <summary>Completes the errors of the typed operation.</summary>
public sealed class FaultErrorCompleter : FaultChoiceCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Pick(FaultChoices choices, IDictionary? typed) =>
        Meant(choices, typed).SelectMany(one => one.ErrorCodes).Distinct().Select(code => (code, code));
}

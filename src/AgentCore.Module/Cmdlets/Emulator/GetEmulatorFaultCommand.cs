using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.LocalEmulator;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>
/// Get-ACEmulatorFault: shows the faults on demand of the emulator that runs, and how often each has hit.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACEmulatorFault")]
[OutputType(typeof(EmulatorFault))]
public sealed class GetEmulatorFaultCommand : AsyncCommand
{
    /// <summary>Operation of the API or stream whose faults to show; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(FaultOperationCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string Operation { get; set; } = "*";

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var pattern = new WildcardPattern(Operation, WildcardOptions.IgnoreCase);
        foreach (var fault in await EmulatorHost.Running.GetFaultsAsync(cancellationToken))
        {
            if (pattern.IsMatch(fault.Operation))
            {
                await WriteAsync(fault);
            }
        }
    }
}

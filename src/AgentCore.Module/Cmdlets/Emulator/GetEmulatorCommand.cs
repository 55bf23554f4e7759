using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Errors;
using AgentCore.LocalEmulator;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>Get-ACEmulator: shows the emulator that this PowerShell started.</summary>
[Cmdlet(VerbsCommon.Get, "ACEmulator")]
[OutputType(typeof(EmulatorInstance))]
public sealed class GetEmulatorCommand : AsyncCommand
{
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (EmulatorHost.Current is { } running && await DescribeAsync(running, cancellationToken) is { } described)
        {
            await WriteAsync(described);
        }
    }

    private static async Task<EmulatorInstance?> DescribeAsync(
        EmulatorProcess emulator, CancellationToken cancellationToken)
    {
        try
        {
            return await emulator.DescribeAsync(cancellationToken);
        }
        catch (AgentCoreException) when (emulator.HasEnded)
        {
            return null; // it has ended just now
        }
    }
}

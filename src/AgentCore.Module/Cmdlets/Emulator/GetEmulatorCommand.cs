using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.LocalEmulator;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>Get-ACEmulator: shows the emulator that this PowerShell started.</summary>
[Cmdlet(VerbsCommon.Get, "ACEmulator")]
[OutputType(typeof(EmulatorInstance))]
public sealed class GetEmulatorCommand : AsyncCommand
{
    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        EmulatorHost.Current is { } running ? WriteAsync(running.Describe()) : Task.CompletedTask;
}

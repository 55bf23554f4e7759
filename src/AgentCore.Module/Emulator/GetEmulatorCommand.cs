using System.Management.Automation;

namespace AgentCore;

/// <summary>Get-ACEmulator: shows the emulator that this PowerShell started.</summary>
[Cmdlet(VerbsCommon.Get, "ACEmulator")]
[OutputType(typeof(Emulator))]
public sealed class GetEmulatorCommand : AsyncCommand
{
    private protected override Task ProcessAsync(CancellationToken cancellation)
        => EmulatorHost.Current is { } running ? WriteAsync(running.Describe()) : Task.CompletedTask;
}

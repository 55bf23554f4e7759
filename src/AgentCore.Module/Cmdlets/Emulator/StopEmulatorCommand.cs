using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.LocalEmulator;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>Stop-ACEmulator: stops the emulator that this PowerShell started, and everything it runs.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ACEmulator", SupportsShouldProcess = true)]
public sealed class StopEmulatorCommand : AsyncCommand
{
    private RunspaceMemory _memory = null!;

    private protected override void Prepare() => _memory = RunspaceMemory.Current;

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (EmulatorHost.Current is { } running && !await ConfirmAsync(running.Url, "Stop the emulator"))
        {
            return;
        }

        _memory.Automation.CloseAll("the emulator was stopped");
        await EmulatorHost.StopAsync();
        _memory.ForgetEmulator();
    }
}

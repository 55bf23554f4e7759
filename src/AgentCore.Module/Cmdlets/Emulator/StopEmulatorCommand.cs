using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.LocalEmulator;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>Stop-ACEmulator: stops the emulator that this PowerShell started, and everything it runs.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ACEmulator", SupportsShouldProcess = true)]
public sealed class StopEmulatorCommand : AsyncCommand
{
    private RunspaceSettings _settings = null!;

    private protected override void Prepare() => _settings = RunspaceSettings.Current;

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var running = EmulatorHost.Current;
        if (running is not null && !await ConfirmAsync(running.Url, "Stop the emulator"))
        {
            return;
        }

        await EmulatorHost.StopAsync();
        _settings.ForgetLocalEndpoint();
        if (running?.MissingCalls is { } missing)
        {
            Warn(missing);
        }
    }
}

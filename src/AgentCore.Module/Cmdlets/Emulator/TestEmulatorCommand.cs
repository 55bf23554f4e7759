using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.LocalEmulator;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>Test-ACEmulator: checks whether this machine has what the emulator needs, end to end.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ACEmulator")]
[OutputType(typeof(EmulatorCheck))]
public sealed class TestEmulatorCommand : AsyncCommand
{
    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        EmulatorDoctor.RunAsync(EmulatorProgram.StagedPath, check => WriteAsync(check), cancellationToken);
}

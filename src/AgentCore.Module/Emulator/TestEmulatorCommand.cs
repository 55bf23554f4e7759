using System.Management.Automation;

namespace AgentCore;

/// <summary>Test-ACEmulator: checks whether this machine has what the emulator needs, end to end.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ACEmulator")]
[OutputType(typeof(EmulatorCheck))]
public sealed class TestEmulatorCommand : AsyncCommand
{
    private protected override Task ProcessAsync(CancellationToken cancellation)
        => EmulatorDoctor.RunAsync(EmulatorProgram.StagedPath, check => WriteAsync(check), cancellation);
}

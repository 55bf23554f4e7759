using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Contexts;

/// <summary>Test-ACConnection: checks who calls, whether both planes respond, and what is not allowed.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ACConnection")]
[OutputType(typeof(ConnectionCheck))]
public sealed class TestConnectionCommand : ConnectedCommand
{
    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        new ConnectionDoctor(this, check => WriteAsync(check)).RunAsync(Settings, () => Connect(), cancellationToken);
}

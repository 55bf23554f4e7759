using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Contexts;

/// <summary>Clear-ACContext: forgets what Set-ACContext set.</summary>
[Cmdlet(VerbsCommon.Clear, "ACContext", SupportsShouldProcess = true)]
public sealed class ClearContextCommand : AsyncCommand
{
    private RunspaceSettings _settings = null!;

    private protected override void Prepare() => _settings = RunspaceSettings.Current;

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (await ConfirmAsync("this runspace", "Forget the default connection"))
        {
            _settings.ClearContext();
        }
    }
}

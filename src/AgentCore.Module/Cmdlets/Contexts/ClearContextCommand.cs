using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Contexts;

/// <summary>Clear-ACContext: forgets what Set-ACContext set.</summary>
[Cmdlet(VerbsCommon.Clear, "ACContext", SupportsShouldProcess = true)]
public sealed class ClearContextCommand : AsyncCommand
{
    private RunspaceSettings _settings = null!;

    /// <summary>Process forgets what every other runspace begins from, too.</summary>
    [Parameter]
    public ContextScope Scope { get; set; }

    private protected override void Prepare() => _settings = RunspaceSettings.Current;

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (await ConfirmAsync($"this {Scope}".ToLowerInvariant(), "Forget the default connection"))
        {
            _settings.In(Scope).ClearContext();
        }
    }
}

using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Contexts;

/// <summary>Get-ACContext: shows where the cmdlets would connect, as whom, and the source of each setting.</summary>
[Cmdlet(VerbsCommon.Get, "ACContext")]
[OutputType(typeof(Context))]
public sealed class GetContextCommand : ConnectedCommand
{
    /// <summary>
    /// Adds the secret key and the session token that sign now, as secure strings, for a job or another PowerShell.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        WriteAsync(ContextMapper.Read(Settings, IncludeSecret));
}

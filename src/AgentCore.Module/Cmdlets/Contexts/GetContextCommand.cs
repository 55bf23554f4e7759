using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Contexts;

/// <summary>Get-ACContext: shows where the cmdlets would connect, as whom, and the source of each setting.</summary>
[Cmdlet(VerbsCommon.Get, "ACContext")]
[OutputType(typeof(Context))]
public sealed class GetContextCommand : ConnectedCommand
{
    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        WriteAsync(ContextMapper.Read(Settings));
}

using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Contexts;

/// <summary>Set-ACContext: sets the connection that the cmdlets of this runspace use by default.</summary>
[Cmdlet(VerbsCommon.Set, "ACContext", SupportsShouldProcess = true)]
[OutputType(typeof(Context))]
public sealed class SetContextCommand : ConnectedCommand
{
    /// <summary>Writes what the cmdlets will use from now on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Parameters == ConnectionSettings.Nothing)
        {
            throw Failures.InvalidArgument(
                "Nothing to set: give -Region, -EndpointUrl, -ProfileName, keys or -Credential.");
        }

        if (!await ConfirmAsync("this runspace", "Set the default connection"))
        {
            return;
        }

        RunspaceSettings.Context = ConnectionSettings.Layer(
            TypedParameters.ToSettings("Set-ACContext"), RunspaceSettings.Context);
        if (PassThru)
        {
            await WriteAsync(ContextMapper.Read(Ambient));
        }
    }
}

using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Contexts;

/// <summary>Set-ACContext: sets the connection that the cmdlets of a runspace, or of all, use by default.</summary>
[Cmdlet(VerbsCommon.Set, "ACContext", SupportsShouldProcess = true)]
[OutputType(typeof(Context))]
public sealed class SetContextCommand : ConnectedCommand
{
    /// <summary>
    /// A context of Get-ACContext, also one that a job was given: all of it takes the place of what was set. Other
    /// parameters are set on top.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? InputObject { get; set; }

    /// <summary>Process sets it for every runspace that has not set one of its own; Runspace unless given.</summary>
    [Parameter]
    public ContextScope Scope { get; set; }

    /// <summary>Writes what the cmdlets will use from now on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Parameters == ConnectionSettings.Nothing && InputObject is null)
        {
            throw Failures.InvalidArgument(
                "Nothing to set: give -Region, -EndpointUrl, -ProfileName, keys, -Credential or -InputObject.");
        }

        var whole = InputObject is null ? null : ContextMapper.Restore(InputObject);
        var typed = TypedParameters.ToSettings(ContextMapper.FromContext);
        foreach (var settings in new[] { whole, typed })
        {
            Profiles.Check(settings?.Credentials?.Value);
        }

        if (!await ConfirmAsync($"this {Scope}".ToLowerInvariant(), "Set the default connection"))
        {
            return;
        }

        var target = RunspaceSettings.In(Scope);
        if (whole is not null)
        {
            target.Replace(whole);
        }

        target.Context = ConnectionSettings.Layer(typed, target.Context);
        if (PassThru)
        {
            await WriteAsync(ContextMapper.Read(Ambient));
        }
    }
}

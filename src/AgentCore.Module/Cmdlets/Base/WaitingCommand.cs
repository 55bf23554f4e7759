using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that set something going which goes on after the call, and may wait for its end.</summary>
public abstract class WaitingCommand : ConnectedCommand
{
    /// <summary>Waits until the work is done; shows progress meanwhile.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: how many seconds at most, 1 to 86400; 300 unless given.</summary>
    [Parameter]
    [AllowedRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 300;

    private protected TimeSpan Limit => TimeSpan.FromSeconds(TimeoutSeconds);

    private protected override void Prepare()
    {
        base.Prepare();
        if (MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSeconds)) && !Wait)
        {
            throw Failures.InvalidArgument("-TimeoutSeconds needs -Wait.");
        }
    }
}

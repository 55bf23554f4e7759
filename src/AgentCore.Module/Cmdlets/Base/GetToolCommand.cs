using System.Management.Automation;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that list what sessions run in: there is one that every account has, and one's own.</summary>
public abstract class GetToolCommand : GetResourceCommand
{
    /// <summary>Lists only the one that every account has (SYSTEM), or only one's own (CUSTOM).</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [ValidateSet("SYSTEM", "CUSTOM")]
    public string? Type { get; set; }

    private protected sealed override string? WantedType => Type?.ToUpperInvariant();
}

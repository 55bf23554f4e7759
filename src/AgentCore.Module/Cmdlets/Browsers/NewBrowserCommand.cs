using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore.Cmdlets.Browsers;

/// <summary>New-ACBrowser: creates a browser. Stands for the API operation CreateBrowser.</summary>
[Cmdlet(VerbsCommon.New, "ACBrowser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Browser))]
public sealed class NewBrowserCommand : NewToolCommand
{
    /// <summary>
    /// What its sessions reach: everything public (PUBLIC, unless given), or what a VPC of yours lets them (VPC).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent("PUBLIC")]
    [ValidateSet("PUBLIC", "VPC")]
    public string NetworkMode { get; set; } = "PUBLIC";

    /// <summary>Records its sessions into a place in Amazon S3, such as s3://bucket/prefix.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    public S3Location? Recording { get; set; }

    /// <summary>Signs its requests to web sites, so that sites can distinguish the bot from others.</summary>
    [Parameter]
    public SwitchParameter Signing { get; set; }

    /// <summary>
    /// Chromium enterprise policies of all its sessions, at most 100: s3://bucket/policy.json, or
    /// @{ Location = 's3://..'; Type = 'MANAGED' }.
    /// </summary>
    [Parameter]
    [ValidateCount(1, ControlLimits.CreateBrowser.EnterprisePoliciesMaxCount)]
    public EnterprisePolicy[]? EnterprisePolicy { get; set; }

    private protected override ResourceOperations Operations => BrowserOperations.Instance;

    private protected override ResourceCreation PrepareCreation()
    {
        var definition = new BrowserDefinition
        {
            Recording = Recording,
            Signing = MyInvocation.BoundParameters.ContainsKey(nameof(Signing)) ? Signing.IsPresent : null,
            EnterprisePolicies = EnterprisePolicy,
        };
        return BrowserOperations.PrepareCreation(Complete(definition, NetworkMode.ToUpperInvariant()));
    }
}

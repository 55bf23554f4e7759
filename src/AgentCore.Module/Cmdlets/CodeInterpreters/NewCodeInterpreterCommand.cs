using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreters;

/// <summary>
/// New-ACCodeInterpreter: creates a code interpreter. Stands for the API operation CreateCodeInterpreter.
/// </summary>
[Cmdlet(VerbsCommon.New, "ACCodeInterpreter", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(CodeInterpreter))]
public sealed class NewCodeInterpreterCommand : NewToolCommand
{
    /// <summary>
    /// What its programs reach: no network (SANDBOX, unless given), everything public (PUBLIC), or what a VPC of yours
    /// lets them (VPC).
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent("SANDBOX")]
    [ValidateSet("PUBLIC", "SANDBOX", "VPC")]
    public string NetworkMode { get; set; } = "SANDBOX";

    private protected override ResourceOperations Operations => CodeInterpreterOperations.Instance;

    private protected override ResourceCreation PrepareCreation() =>
        CodeInterpreterOperations.PrepareCreation(Complete(new ToolDefinition(), NetworkMode.ToUpperInvariant()));
}

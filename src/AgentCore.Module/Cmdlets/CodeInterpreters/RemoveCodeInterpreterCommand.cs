using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreters;

/// <summary>
/// Remove-ACCodeInterpreter: deletes code interpreters. Stands for the API operation DeleteCodeInterpreter.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "ACCodeInterpreter", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByObject)]
[OutputType(typeof(CodeInterpreter))]
public sealed class RemoveCodeInterpreterCommand : RemoveResourceCommand
{
    /// <summary>The ones to delete; takes ids, ARNs and names, with wildcards, as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [CodeInterpreterArgument]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public CodeInterpreter[]? InputObject { get; set; }

    /// <summary>Ids or ARNs of the ones to delete.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public string[]? Id { get; set; }

    private protected override ResourceOperations Operations => CodeInterpreterOperations.Instance;

    private protected override IEnumerable<AgentResource>? Given => InputObject;

    private protected override string[]? Ids => Id;
}

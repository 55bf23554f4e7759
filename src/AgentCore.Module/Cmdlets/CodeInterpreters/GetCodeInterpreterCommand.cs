using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreters;

/// <summary>
/// Get-ACCodeInterpreter: lists code interpreters or shows some in full. Stands for the API operations
/// ListCodeInterpreters and GetCodeInterpreter.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACCodeInterpreter", DefaultParameterSetName = ByList)]
[OutputType(typeof(CodeInterpreter))]
public sealed class GetCodeInterpreterCommand : GetToolCommand
{
    /// <summary>The ones to show in full, as they are now; takes ids, ARNs and names as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [CodeInterpreterArgument]
    public CodeInterpreter[]? InputObject { get; set; }

    /// <summary>Ids or ARNs of the ones to show in full.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public string[]? Id { get; set; }

    private protected override ResourceOperations Operations => CodeInterpreterOperations.Instance;

    private protected override IEnumerable<AgentResource>? Wanted => InputObject ?? Id?.Select(Operations.ById);
}

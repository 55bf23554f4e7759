using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterSessions;

/// <summary>
/// Get-ACCodeInterpreterSession: lists code interpreter sessions or shows some in full. Stands for the API operations
/// ListCodeInterpreterSessions and GetCodeInterpreterSession.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACCodeInterpreterSession", DefaultParameterSetName = ByList)]
[OutputType(typeof(CodeInterpreterSession))]
public sealed class GetCodeInterpreterSessionCommand : GetSessionCommand
{
    /// <summary>
    /// Sessions to show in full, as they are now, by object, id or name; of a code interpreter, its sessions are
    /// listed.
    /// </summary>
    [Parameter(ParameterSetName = ByList, ValueFromPipeline = true)]
    [Alias("Session")]
    [ValidateNotNullOrEmpty]
    [SessionOrOwnerArgument(typeof(CodeInterpreterSessionArgumentAttribute), typeof(CodeInterpreterArgumentAttribute))]
    public object[]? InputObject { get; set; }

    /// <summary>Ids of sessions to show in full.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    public string[]? SessionId { get; set; }

    /// <summary>The code interpreter: itself, its id, ARN or name. The one of every account unless given.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNull]
    [CodeInterpreterArgument]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public CodeInterpreter CodeInterpreterIdentifier { get; set; } = new(Defaults.CodeInterpreter);

    /// <summary>
    /// Looks at the sessions of every code interpreter, the one that every account has and one's own.
    /// </summary>
    [Parameter]
    public SwitchParameter AllCodeInterpreters { get; set; }

    private protected override SessionOperations Operations => CodeInterpreterSessionOperations.Instance;

    private protected override object[]? Piped => InputObject;

    private protected override string[]? Ids => SessionId;

    private protected override AgentResource Owner => CodeInterpreterIdentifier;

    private protected override bool Everywhere => AllCodeInterpreters;

    private protected override void Prepare()
    {
        base.Prepare();
        if (AllCodeInterpreters && MyInvocation.BoundParameters.ContainsKey(nameof(CodeInterpreterIdentifier)))
        {
            throw Failures.InvalidArgument("Give -CodeInterpreterIdentifier or -AllCodeInterpreters, not both.");
        }
    }
}

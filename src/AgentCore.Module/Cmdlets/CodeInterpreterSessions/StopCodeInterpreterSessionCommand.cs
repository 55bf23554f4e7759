using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterSessions;

/// <summary>
/// Stop-ACCodeInterpreterSession: stops code interpreter sessions. Stands for the API operation
/// StopCodeInterpreterSession.
/// </summary>
[Cmdlet(
    VerbsLifecycle.Stop, "ACCodeInterpreterSession", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(CodeInterpreterSession))]
public sealed class StopCodeInterpreterSessionCommand : StopSessionCommand
{
    /// <summary>Sessions to stop: themselves, what has their id, their ids, or their names, with wildcards.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Session")]
    [CodeInterpreterSessionArgument]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    public CodeInterpreterSession[]? InputObject { get; set; }

    /// <summary>Ids of sessions to stop.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    public string[]? SessionId { get; set; }

    /// <summary>
    /// Id or ARN of the code interpreter, for sessions that are given by id or name; the one of every account unless
    /// given.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("CodeInterpreterId", "CodeInterpreterIdentifier")]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public string? CodeInterpreterIdentifier { get; set; }

    private protected override SessionOperations Operations => CodeInterpreterSessionOperations.Instance;

    private protected override string? Owner => CodeInterpreterIdentifier;

    private protected override IEnumerable<AgentSession>? Given => InputObject;

    private protected override string[]? Ids => SessionId;

    private protected override AgentSession Make(string text) =>
        new CodeInterpreterSession(text, Defaults.CodeInterpreter);
}

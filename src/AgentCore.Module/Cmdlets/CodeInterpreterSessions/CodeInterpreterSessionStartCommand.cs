using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterSessions;

/// <summary>
/// Base of the cmdlets that start a code interpreter session, with every member of the API operation
/// StartCodeInterpreterSession.
/// </summary>
public abstract class CodeInterpreterSessionStartCommand : StartSessionCommand
{
    private object? _target;

    /// <summary>
    /// The code interpreter: an object, which also has the region, an id, ARN or name. The one of every account
    /// unless given.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [CodeInterpreterArgument]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public CodeInterpreter CodeInterpreterIdentifier { get; set; } = new(Defaults.CodeInterpreter);

    private protected override object? ErrorTarget => _target ?? InputObject;

    private protected sealed override async Task<SessionPlan> PlanAsync(CancellationToken cancellationToken)
    {
        _target = null;
        var piped = Piped();
        var named = Given(
            nameof(CodeInterpreterIdentifier), CodeInterpreterIdentifier, piped, CodeInterpreterOperations.Instance);
        _target = named.Id;
        var connection = Connect(named);
        var interpreter = (
            await CodeInterpreterOperations.Instance.FindOneAsync(
                connection, this, named, cancellationToken)).Identifier;
        var definition = new SessionDefinition
        {
            Owner = interpreter,
            Name = GivenName(piped) ?? Defaults.SessionName("code-session-", ClientToken),
            SessionTimeoutSeconds = SessionTimeoutSeconds,
            Certificates = Certificate,
            FileSystems = FileSystem,
            TraceId = TraceId,
            TraceParent = TraceParent,
        };
        return new SessionPlan(
            CodeInterpreterSessionOperations.Instance,
            connection,
            interpreter,
            definition.Name,
            CodeInterpreterSessionOperations.PrepareStart(definition));
    }

    private CodeInterpreter? Piped()
    {
        if (InputObject is null or { BaseObject: string })
        {
            return null;
        }

        if (new CodeInterpreterArgumentAttribute().One(InputObject) is CodeInterpreter interpreter)
        {
            return interpreter;
        }

        PipelineRow.Check(
            this, InputObject, CodeInterpreterSessionOperations.Instance.Name,
            nameof(Name), nameof(CodeInterpreterIdentifier), nameof(SessionTimeoutSeconds));
        return null;
    }
}

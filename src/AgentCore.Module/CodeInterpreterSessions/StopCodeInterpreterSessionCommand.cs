using System.Management.Automation;

namespace AgentCore;

/// <summary>
/// Stop-ACCodeInterpreterSession: stops code interpreter sessions. Stands for the API operation
/// StopCodeInterpreterSession.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "ACCodeInterpreterSession", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(CodeInterpreterSession))]
public sealed class StopCodeInterpreterSessionCommand : StopSessionCommand
{
    /// <summary>Sessions to stop; takes ids as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Session")]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession[]? InputObject { get; set; }

    /// <summary>Ids of sessions to stop.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    public string[]? SessionId { get; set; }

    /// <summary>Id or ARN of the code interpreter that the ids belong to.</summary>
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("CodeInterpreterId", "CodeInterpreterIdentifier")]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public string CodeInterpreterIdentifier { get; set; } = Defaults.CodeInterpreter;

    private protected override string Kind => "code interpreter session";

    private protected override IEnumerable<AgentSession> Named
        => InputObject ?? SessionId!.Select(id => new CodeInterpreterSession(id, CodeInterpreterIdentifier) { Reference = Reference.Id });

    private protected override Task<DateTime?> StopAsync(
        Connection connection, ICallLog log, AgentSession session, CancellationToken cancellation)
        => connection.StopCodeInterpreterSessionAsync(
            log, ((CodeInterpreterSession)session).CodeInterpreterIdentifier, session.SessionId, cancellation);
}

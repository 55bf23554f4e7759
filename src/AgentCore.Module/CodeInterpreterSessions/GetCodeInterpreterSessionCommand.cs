using System.Management.Automation;

namespace AgentCore;

/// <summary>
/// Get-ACCodeInterpreterSession: lists code interpreter sessions or shows some in full. Stands for the API operations
/// ListCodeInterpreterSessions and GetCodeInterpreterSession.
/// </summary>
[Cmdlet(VerbsCommon.Get, "ACCodeInterpreterSession", DefaultParameterSetName = ByList)]
[OutputType(typeof(CodeInterpreterSession))]
public sealed class GetCodeInterpreterSessionCommand : GetSessionCommand
{
    /// <summary>Sessions to show in full, as they are now; takes ids as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, ValueFromPipeline = true)]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession[]? InputObject { get; set; }

    /// <summary>Ids of sessions to show in full.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    public string[]? SessionId { get; set; }

    /// <summary>Id or ARN of the code interpreter.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("CodeInterpreterId", "CodeInterpreterIdentifier")]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public string CodeInterpreterIdentifier { get; set; } = Defaults.CodeInterpreter;

    private protected override object? ErrorTarget => CodeInterpreterIdentifier;

    private protected override IEnumerable<AgentSession>? Wanted
        => InputObject ?? SessionId?.Select(id => new CodeInterpreterSession(id, CodeInterpreterIdentifier) { Reference = Reference.Id });

    private protected override async Task<AgentSession> GetAsync(AgentSession wanted, CancellationToken cancellation)
        => await Connect(wanted)
            .GetCodeInterpreterSessionAsync(
                this, ((CodeInterpreterSession)wanted).CodeInterpreterIdentifier, wanted.SessionId, cancellation);

    private protected override string Owner => CodeInterpreterIdentifier;

    private protected override Task<ListPage<AgentSession>> ListAsync(
        string owner, string? status, string? token, CancellationToken cancellation)
        => Connect().ListCodeInterpreterSessionsAsync(this, owner, status, token, cancellation);
}

using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that do something in code interpreter sessions that are there.</summary>
/// <remarks>
/// A value by position follows the session where that stands on the command line (set Position), and comes first where
/// the session comes down the pipeline (set Pipeline).
/// </remarks>
public abstract class CodeInterpreterSessionCommand : ConnectedCommand
{
    private protected const string ByPosition = "Position";
    private protected const string ByPipeline = "Pipeline";

    private CodeInterpreterSession? _asked;
    private IReadOnlyList<CodeInterpreterSession> _found = [];

    /// <summary>
    /// The session: itself, what has its id, or its id. With -Session or from the pipeline also its name, with
    /// wildcards.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public virtual CodeInterpreterSession? Session { get; set; }

    /// <summary>
    /// Id or ARN of the code interpreter, for a session that is given by its id or name; the one of every account
    /// unless given.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("CodeInterpreterId", "CodeInterpreterIdentifier")]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public string? CodeInterpreterIdentifier { get; set; }

    private protected override object? ErrorTarget => Session?.SessionId;

    /// <summary>
    /// The sessions that the current record means; a name is looked up once, however many records it goes with.
    /// </summary>
    /// <exception cref="AgentCoreException">No running session has this name, or the service rejected the
    /// request to list them.</exception>
    private protected async Task<IReadOnlyList<CodeInterpreterSession>> SessionsAsync(
        CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(_asked, Session))
        {
            var found = await FindAsync(Session!, CodeInterpreterIdentifier, cancellationToken);
            _found = [.. found.Select(session => session.At<CodeInterpreterSession>(Connect(session)))];
            _asked = Session;
        }

        return _found;
    }
}

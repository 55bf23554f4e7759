using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that do something with browser sessions that are there, one after the other.</summary>
/// <remarks>
/// A value by position follows the session where that stands on the command line (set Position), and comes first where
/// the session comes down the pipeline (set Pipeline).
/// </remarks>
public abstract class BrowserSessionCommand : ConnectedCommand
{
    private protected const string ByPosition = "Position";
    private protected const string ByPipeline = "Pipeline";

    /// <summary>
    /// The session: itself, what has its id, or its id. With -Session or from the pipeline also its name, with
    /// wildcards.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, ValueFromPipeline = true)]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    [BrowserSessionArgument]
    public virtual BrowserSession[]? Session { get; set; }

    /// <summary>
    /// Id or ARN of the browser, for a session that is given by its id or name; the one of every account unless given.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("BrowserId", "BrowserIdentifier")]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public string? BrowserIdentifier { get; set; }

    /// <summary>What is to be done with one session.</summary>
    private protected abstract Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken);

    /// <summary>The connection to use; what the cmdlet writes remembers it.</summary>
    private protected virtual Connection ConnectionOf(BrowserSession session) => Connect(session);

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var given in Session!)
        {
            await EachAsync(given.SessionId, () => ProcessAllAsync(given, cancellationToken), cancellationToken);
        }
    }

    private async Task ProcessAllAsync(BrowserSession given, CancellationToken cancellationToken)
    {
        foreach (var session in await FindAsync(given, BrowserIdentifier, cancellationToken))
        {
            await EachAsync(
                session.SessionId,
                () => ProcessAsync(session.At<BrowserSession>(ConnectionOf(session)), cancellationToken),
                cancellationToken);
        }
    }
}

using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that do something with browser sessions that are there, one after the other.</summary>
public abstract class BrowserSessionCommand : ConnectedCommand
{
    private protected const string ById = "Id";
    private protected const string ByObject = "Object";

    /// <summary>The session; takes its id as well.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Session")]
    [BrowserSessionArgument]
    public BrowserSession[]? InputObject { get; set; }

    /// <summary>The session's id.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true)]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    public string[]? SessionId { get; set; }

    /// <summary>Id or ARN of the browser that the id belongs to.</summary>
    [Parameter(ParameterSetName = ById)]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("BrowserId", "BrowserIdentifier")]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public string BrowserIdentifier { get; set; } = Defaults.Browser;

    /// <summary>What is to be done with one session.</summary>
    private protected abstract Task ProcessAsync(BrowserSession session, CancellationToken cancellation);

    private protected override async Task ProcessAsync(CancellationToken cancellation)
    {
        foreach (var session in InputObject ?? SessionId!.Select(id => new BrowserSession(id, BrowserIdentifier) { Reference = Reference.Id }))
        {
            try
            {
                await ProcessAsync(session, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                await FailAsync(error, session.SessionId);
            }
        }
    }
}

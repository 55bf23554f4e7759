using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that list sessions or show some in full.</summary>
public abstract class GetSessionCommand : ConnectedCommand
{
    private protected const string ByList = "List";
    private protected const string ById = "Id";
    private protected const string ByObject = "Object";

    /// <summary>The most that the service puts on a page; fewer pages are fewer calls.</summary>
    private protected const int PageSize = 100;

    /// <summary>Names to list, with wildcards.</summary>
    [Parameter(ParameterSetName = ByList, Position = 0)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>State of the sessions to list.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateSet("READY", "TERMINATED")]
    public string? Status { get; set; }

    /// <summary>Lists only sessions that were started at least this long ago: 1:00:00 is an hour.</summary>
    [Parameter(ParameterSetName = ByList)]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>The sessions that were asked for by id or object; null where they are to be listed.</summary>
    private protected abstract IEnumerable<AgentSession>? Wanted { get; }

    /// <summary>One session in full.</summary>
    private protected abstract Task<AgentSession> GetAsync(AgentSession wanted, CancellationToken cancellation);

    /// <summary>One page of the list.</summary>
    private protected abstract Task<SessionPage> ListAsync(string? status, string? token, CancellationToken cancellation);

    private protected sealed override Task ProcessAsync(CancellationToken cancellation)
        => Wanted is { } wanted ? WriteFullAsync(wanted, cancellation) : WriteListAsync(cancellation);

    private async Task WriteFullAsync(IEnumerable<AgentSession> wanted, CancellationToken cancellation)
    {
        foreach (var session in wanted)
        {
            try
            {
                await WriteAsync(await GetAsync(session, cancellation));
            }
            catch (AgentCoreException error)
            {
                await FailAsync(error, session.SessionId);
            }
        }
    }

    private async Task WriteListAsync(CancellationToken cancellation)
    {
        var filter = new SessionFilter(Name, OlderThan);
        var tokens = new PageTokens();
        string? token = null;
        do
        {
            var page = await ListAsync(Status?.ToUpperInvariant(), token, cancellation);
            foreach (var session in page.Sessions.Where(filter.Takes))
                await WriteAsync(session);
            token = tokens.Next(page.NextToken);
        }
        while (token is not null);
    }
}

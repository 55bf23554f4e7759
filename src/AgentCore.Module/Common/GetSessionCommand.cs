using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that list sessions or show some in full.</summary>
public abstract class GetSessionCommand : ConnectedCommand
{
    private protected const string ByList = "List";
    private protected const string ById = "Id";
    private protected const string ByObject = "Object";

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

    /// <summary>What the sessions belong to: the id of a browser or code interpreter.</summary>
    private protected abstract string Owner { get; }

    /// <summary>What to list the sessions of, where that is more than one.</summary>
    private protected virtual IAsyncEnumerable<string> OwnersAsync(CancellationToken cancellation)
        => ListPages.AllAsync(_ => Task.FromResult(new ListPage<string>([Owner], null)));

    /// <summary>One page of the list of one of them.</summary>
    private protected abstract Task<ListPage<AgentSession>> ListAsync(
        string owner, string? status, string? token, CancellationToken cancellation);

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
        await foreach (var owner in OwnersAsync(cancellation))
        {
            try
            {
                await WriteListAsync(owner, cancellation);
            }
            catch (AgentCoreException error)
            {
                await FailAsync(error, owner);
            }
        }
    }

    private async Task WriteListAsync(string owner, CancellationToken cancellation)
    {
        var filter = new SessionFilter(Name, OlderThan);
        var status = Status?.ToUpperInvariant();
        await foreach (var session in ListPages.AllAsync(token => ListAsync(owner, status, token, cancellation)))
        {
            if (filter.Takes(session))
                await WriteAsync(session);
        }
    }
}

using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>Finds the sessions that run under a name.</summary>
internal static class SessionLookup
{
    /// <summary>The sessions that run under a name; none where a name with wildcards matches none.</summary>
    /// <param name="connection">Whom to ask.</param>
    /// <param name="log">Takes the verbose lines.</param>
    /// <param name="named">Has the name, and the browser or code interpreter to look at.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <remarks>A name that no session has is taken for an id where it can be one: then the service tells whether it is.</remarks>
    /// <exception cref="AgentCoreException">No session has this name, or the service refused to list them.</exception>
    public static async Task<IReadOnlyList<AgentSession>> FindAsync(
        this Connection connection, ICallLog log, AgentSession named, CancellationToken cancellationToken)
    {
        var name = named.SessionId;
        IReadOnlyList<AgentSession> found = [];
        try
        {
            found = await ListAsync(connection, log, named, cancellationToken);
        }
        catch (AgentCoreException refused) when (refused.Category == ErrorCategory.PermissionDenied && SessionReference.MayBeId(name))
        {
            log.Verbose($"Whether '{name}' is the name of a session is not known: {refused.Message}");
        }

        if (found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name))
        {
            return found;
        }

        return SessionReference.MayBeId(name)
            ? [named.With<AgentSession>(known => known.Reference = Reference.Id)]
            : throw Failures.ResourceNotFound($"No session named '{name}' runs at {named.Owner} in {connection.Region}.");
    }

    private static async Task<IReadOnlyList<AgentSession>> ListAsync(
        Connection connection, ICallLog log, AgentSession named, CancellationToken cancellationToken)
    {
        var names = new NameFilter([named.SessionId]);
        var found = new List<AgentSession>();
        await foreach (var session in ListPages.AllAsync(token => ListAsync(connection, log, named, token, cancellationToken)))
        {
            if (names.Takes(session.Name))
            {
                found.Add(session);
            }
        }

        return found;
    }

    private static Task<ListPage<AgentSession>> ListAsync(
        Connection connection, ICallLog log, AgentSession like, string? token, CancellationToken cancellationToken) =>
        like is BrowserSession
            ? connection.ListBrowserSessionsAsync(log, like.Owner, "READY", token, cancellationToken)
            : connection.ListCodeInterpreterSessionsAsync(log, like.Owner, "READY", token, cancellationToken);
}

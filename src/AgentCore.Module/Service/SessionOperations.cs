using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>The operations on sessions of one kind: those of browsers, or those of code interpreters.</summary>
internal abstract class SessionOperations
{
    /// <summary>What it is called in messages, such as <c>browser session</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The operations on what such sessions are started from.</summary>
    public abstract ResourceOperations OwnerOperations { get; }

    /// <summary>Those for a session.</summary>
    public static SessionOperations For(AgentSession session) =>
        session is BrowserSession ? BrowserSessionOperations.Instance : CodeInterpreterSessionOperations.Instance;

    /// <summary>Whether a session is of this kind.</summary>
    public abstract bool Is(AgentSession session);

    /// <summary>A session in full.</summary>
    public abstract Task<AgentSession> GetAsync(
        Connection connection, ICallLog log, string owner, string sessionId, CancellationToken cancellationToken);

    /// <summary>A page of the list of one owner's sessions.</summary>
    /// <param name="connection">The connection to call the service on.</param>
    /// <param name="log">Takes request id and time.</param>
    /// <param name="owner">Id or ARN of the owner.</param>
    /// <param name="status">READY or TERMINATED; null for both.</param>
    /// <param name="token">Leads to the page; null for the first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public abstract Task<ListPage<AgentSession>> ListAsync(
        Connection connection, ICallLog log, string owner, string? status, string? token,
        CancellationToken cancellationToken);

    /// <summary>Stops a session, and returns when its state changed for the last time (UTC).</summary>
    /// <param name="connection">Where it lives.</param>
    /// <param name="log">Takes request id and time.</param>
    /// <param name="session">The session.</param>
    /// <param name="clientToken">Makes the same stop, sent again, one; null for a token of the call's own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DateTime?> StopAsync(
        Connection connection, ICallLog log, AgentSession session, string? clientToken,
        CancellationToken cancellationToken)
    {
        try
        {
            var ended = await SendStopAsync(
                connection, log, session.Owner, session.SessionId, clientToken, cancellationToken);
            SessionEvents.RaiseStopped(session.SessionId);
            return ended;
        }
        catch (AgentCoreException gone) when (gone.Category == ErrorCategory.ObjectNotFound)
        {
            SessionEvents.RaiseStopped(session.SessionId);
            throw;
        }
    }

    /// <summary>The sessions that run under a name; none where a name with wildcards matches none.</summary>
    /// <param name="connection">The connection to call the service on.</param>
    /// <param name="log">Takes the verbose lines.</param>
    /// <param name="named">Has the name, and the browser or code interpreter to look at.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <remarks>
    /// A name that no session has is taken for an id where it can be one: then the service checks whether it is.
    /// </remarks>
    /// <exception cref="AgentCoreException">No session has this name, or the service rejected the request.</exception>
    public async Task<IReadOnlyList<AgentSession>> FindAsync(
        Connection connection, ICallLog log, AgentSession named, CancellationToken cancellationToken)
    {
        var name = named.SessionId;
        var names = new NameFilter([name]);
        var found = new List<AgentSession>();
        try
        {
            await foreach (var session in Pagination.AllAsync(
                token => ListAsync(connection, log, named.Owner, "READY", token, cancellationToken)))
            {
                if (names.Takes(session.Name))
                {
                    found.Add(session);
                }
            }
        }
        catch (AgentCoreException error)
            when (error.Category == ErrorCategory.PermissionDenied && SessionReference.MayBeId(name))
        {
            log.Verbose($"Whether '{name}' is the name of a session is not known: {error.Message}");
            found.Clear();
        }

        if (found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name))
        {
            return found;
        }

        return SessionReference.MayBeId(name)
            ? [named.With<AgentSession>(known => known.Reference = Reference.Id)]
            : throw Failures.ResourceNotFound(
                $"No session named '{name}' runs at {named.Owner} in {connection.Region}.");
    }

    /// <summary>The error for a literal name that no session has.</summary>
    /// <param name="name">The name.</param>
    /// <param name="status">The requested state; null for any.</param>
    public AgentCoreException NotNamed(string name, string? status) => Failures.ResourceNotFound(
        $"There is no {(status is null ? "" : status + " ")}{Name} with the name '{name}'. {Elsewhere}");

    /// <summary>Adds to the error for an id that the service does not know where else the session may be.</summary>
    public AgentCoreException Explain(AgentCoreException error) =>
        error.Category == ErrorCategory.ObjectNotFound ? error.With(Elsewhere) : error;

    /// <summary>Where else to look for a session that was not found, one sentence.</summary>
    private protected abstract string Elsewhere { get; }

    private protected abstract Task<DateTime?> SendStopAsync(
        Connection connection,
        ICallLog log,
        string owner,
        string sessionId,
        string? clientToken,
        CancellationToken cancellationToken);
}

/// <summary>Starts a session that was defined before; the token makes the same start, sent again, one.</summary>
internal delegate Task<AgentSession> SessionStart(
    Connection connection, ICallLog log, string? clientToken, CancellationToken cancellationToken);

/// <summary>What a session of either kind is started with.</summary>
internal record SessionDefinition
{
    /// <summary>Id or ARN of the browser or code interpreter.</summary>
    public string Owner { get; init; } = "";

    public string? Name { get; init; }

    public int? SessionTimeoutSeconds { get; init; }

    public SecretArn[]? Certificates { get; init; }

    public FileSystemMount[]? FileSystems { get; init; }

    public string? TraceId { get; init; }

    public string? TraceParent { get; init; }
}

/// <summary>Tells the rooms above what happened to a session, so that they let go of what they hold of it.</summary>
internal static class SessionEvents
{
    /// <summary>Raised with a session's id once it was stopped, or was found gone when it was to be.</summary>
    public static event Action<string>? Stopped;

    /// <summary>Raised with a session's id and the reason once its automation was disabled.</summary>
    public static event Action<string, string>? AutomationDisabled;

    public static void RaiseStopped(string sessionId) => Stopped?.Invoke(sessionId);

    public static void RaiseAutomationDisabled(string sessionId, string reason) =>
        AutomationDisabled?.Invoke(sessionId, reason);
}

using System.Collections;

namespace AgentCore;

/// <summary>Completes ids of sessions that run.</summary>
public abstract class SessionCompleter : LiveCompleter
{
    private protected SessionCompleter()
    {
    }

    /// <summary>Lists the sessions that run.</summary>
    private protected abstract Task<IReadOnlyList<AgentSession>> SessionsAsync(
        Connection connection, string? identifier, CancellationToken cancellation);

    /// <summary>The parameter that names the browser or code interpreter.</summary>
    private protected abstract string IdentifierParameter { get; }

    private protected sealed override string? Scope(IDictionary parameters) => Text(parameters, IdentifierParameter);

    private protected sealed override async Task<IReadOnlyList<LiveItem>> ListAsync(
        Connection connection, string? scope, CancellationToken cancellation)
        => [.. (await SessionsAsync(connection, scope, cancellation)).Select(session => new LiveItem(
            session.SessionId, session.Name, $"{session.Name ?? session.SessionId}, started {session.CreatedAt:g}"))];
}

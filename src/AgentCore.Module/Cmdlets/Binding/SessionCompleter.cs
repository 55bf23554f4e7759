using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes ids of sessions that run.</summary>
public abstract class SessionCompleter : LiveCompleter
{
    private protected SessionCompleter()
    {
    }

    /// <summary>Lists the sessions that run.</summary>
    private protected abstract Task<IReadOnlyList<AgentSession>> SessionsAsync(
        Connection connection, string? identifier, CancellationToken cancellationToken);

    private protected sealed override async Task<IReadOnlyList<LiveItem>> ListAsync(
        Connection connection, string? scope, CancellationToken cancellationToken) =>
        [.. (await SessionsAsync(connection, scope, cancellationToken)).Select(session => new LiveItem(
            session.SessionId, session.Name, $"{session.Name ?? session.SessionId}, started {session.CreatedAt:g}"))];
}

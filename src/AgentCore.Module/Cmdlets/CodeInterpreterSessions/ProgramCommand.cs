using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.CodeInterpreterSessions;

/// <summary>Base of the cmdlets that run a program in a session, or in one of their own, within a time.</summary>
public abstract class ProgramCommand : CodeInterpreterSessionCommand
{
    private TemporarySession<CodeInterpreterSession>? _own;
    private string? _sessionId;

    /// <summary>
    /// How long one program may take, in seconds, 1 to 3600; longer work belongs into a background task.
    /// </summary>
    [Parameter]
    [AllowedRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 3600;

    private protected override object? ErrorTarget =>
        _sessionId ?? Session?.SessionId ?? Owner;

    /// <summary>
    /// Does the work in each given session, else in a temporary one; prompts before, since work has effects.
    /// </summary>
    /// <param name="target">What an error is about; null for the session.</param>
    /// <param name="action">What is done, for the confirmation prompt.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <exception cref="AgentCoreException">The session does not exist, or the work in the temporary session
    /// failed.</exception>
    private protected async Task InSessionsAsync(
        object? target, string action, Func<CodeInterpreterSession, Task> work, CancellationToken cancellationToken)
    {
        if (Session is null)
        {
            if (await ConfirmAsync($"a session of {Owner}, started for it", action))
            {
                await work(await OwnSessionAsync(cancellationToken));
            }

            return;
        }

        foreach (var session in await SessionsAsync(cancellationToken))
        {
            await EachAsync(target ?? session.SessionId, () => AskedAsync(session), cancellationToken);
        }

        async Task AskedAsync(CodeInterpreterSession session)
        {
            if (await ConfirmAsync($"session {session.SessionId}", action))
            {
                await work(session);
            }
        }
    }

    /// <summary>Runs something in a session; the token given to it is cancelled when time is up.</summary>
    /// <exception cref="AgentCoreException">Time is up, or what the work fails with.</exception>
    private protected Task<T> RunAsync<T>(
        CodeInterpreterSession session, Func<Connection, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        _sessionId = session.SessionId;
        var connection = Connect(session);
        return TimeLimit.WithinAsync(
            TimeoutSeconds, $"The program in session {session.SessionId}", limit => work(connection, limit),
            cancellationToken);
    }

    private string Owner => CodeInterpreterIdentifier ?? Defaults.CodeInterpreter;

    private protected override Task EndAsync(CancellationToken cancellationToken) =>
        _own?.StopAsync() ?? Task.CompletedTask;

    private Task<CodeInterpreterSession> OwnSessionAsync(CancellationToken cancellationToken)
    {
        _own ??= TemporarySession.CodeInterpreter(Connect(null, Owner), this, Owner);
        return _own.GetAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Only an error, Ctrl+C or a satisfied pipeline leave the session to be stopped here.
        if (_own is { } own)
        {
            Linger(own.StopAsync);
        }

        base.Dispose(disposing);
    }
}

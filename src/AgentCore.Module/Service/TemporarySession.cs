using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>Makes sessions that last for the time of one cmdlet.</summary>
internal static class TemporarySession
{
    public static TemporarySession<BrowserSession> Browser(
        Connection connection, ICallLog log, string browserIdentifier) =>
        Create<BrowserSession>(
            BrowserSessionOperations.PrepareStart(new BrowserSessionDefinition
            {
                Owner = browserIdentifier,
                Name = Defaults.SessionName("browser-session-"),
            }),
            BrowserSessionOperations.Instance, connection, log);

    public static TemporarySession<CodeInterpreterSession> CodeInterpreter(
        Connection connection, ICallLog log, string codeInterpreterIdentifier) =>
        Create<CodeInterpreterSession>(
            CodeInterpreterSessionOperations.PrepareStart(new SessionDefinition
            {
                Owner = codeInterpreterIdentifier,
                Name = Defaults.SessionName("code-session-"),
            }),
            CodeInterpreterSessionOperations.Instance, connection, log);

    private static TemporarySession<T> Create<T>(
        SessionStart start, SessionOperations operations, Connection connection, ICallLog log)
        where T : AgentSession => new(
            async () => (T)await start(connection, log, clientToken: null, CancellationToken.None),
            session => operations.StopAsync(connection, log, session, clientToken: null, CancellationToken.None));
}

/// <summary>
/// The session that a cmdlet starts for itself when it is given none, and stops again however it ends.
/// </summary>
/// <param name="start">Starts it.</param>
/// <param name="stop">Stops it.</param>
internal sealed class TemporarySession<T>(Func<Task<T>> start, Func<T, Task> stop)
    where T : AgentSession
{
    private Task<T>? _started;
    private Task? _stopped;

    /// <summary>The session; started on the first call.</summary>
    /// <remarks>The start itself is never cancelled: a session whose id is not known could not be stopped.</remarks>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        _started ??= start();
        return await _started.WaitAsync(cancellationToken);
    }

    /// <summary>Stops the session, once; does nothing where none was started.</summary>
    public Task StopAsync() => _stopped ??= StopOnceAsync();

    private async Task StopOnceAsync()
    {
        if (_started is null)
        {
            return;
        }

        T session;
        try
        {
            session = await _started;
        }
        catch (AgentCoreException)
        {
            // It was never started; the caller of GetAsync has got the error.
            return;
        }

        await stop(session);
    }
}

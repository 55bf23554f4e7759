using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>The session that a cmdlet starts for itself when it is given none, and stops again however it ends.</summary>
/// <param name="start">Starts it.</param>
/// <param name="stop">Stops it.</param>
internal sealed class OwnSession<T>(Func<Task<T>> start, Func<T, Task> stop)
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
            // It never came to be; whoever asked for it was told.
            return;
        }

        await stop(session);
    }
}

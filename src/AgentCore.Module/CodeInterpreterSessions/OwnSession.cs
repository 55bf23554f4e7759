using Amazon.BedrockAgentCore.Model;

namespace AgentCore;

/// <summary>The session that a cmdlet starts for itself when it is given none, and stops again however it ends.</summary>
internal sealed class OwnSession(Connection connection, ICallLog log, string codeInterpreterIdentifier)
{
    private Task<CodeInterpreterSession>? _started;
    private Task? _stopped;

    /// <summary>The session; started on the first call.</summary>
    /// <remarks>The start itself is never cancelled: a session whose id is not known could not be stopped.</remarks>
    public async Task<CodeInterpreterSession> GetAsync(CancellationToken cancellation)
    {
        _started ??= connection.StartCodeInterpreterSessionAsync(
            log,
            new StartCodeInterpreterSessionRequest
            {
                CodeInterpreterIdentifier = codeInterpreterIdentifier,
                Name = Defaults.SessionName("code-session-"),
            },
            CancellationToken.None);
        return await _started.WaitAsync(cancellation);
    }

    /// <summary>Stops the session, once; does nothing where none was started.</summary>
    public Task StopAsync() => _stopped ??= StopOnceAsync();

    private async Task StopOnceAsync()
    {
        if (_started is null)
            return;
        CodeInterpreterSession session;
        try
        {
            session = await _started;
        }
        catch (AgentCoreException)
        {
            // It never came to be; whoever asked for it was told.
            return;
        }
        await connection
            .StopCodeInterpreterSessionAsync(log, session.CodeInterpreterIdentifier, session.SessionId, CancellationToken.None);
    }
}

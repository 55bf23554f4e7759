using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that run a program in a session, or in one of their own, within a time.</summary>
public abstract class ProgramCommand : ConnectedCommand
{
    private OwnSession<CodeInterpreterSession>? _own;
    private string? _sessionId;

    /// <summary>The session to run in, or its id. Without it, one is started, used and stopped again.</summary>
    [Parameter]
    [ValidateNotNull]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession? Session { get; set; }

    /// <summary>Id or ARN of the code interpreter, for a session given by its id or started here.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("CodeInterpreterId", "CodeInterpreterIdentifier")]
    [ArgumentCompleter(typeof(CodeInterpreterCompleter))]
    public string? CodeInterpreterIdentifier { get; set; }

    /// <summary>How long one program may take, in seconds, 1 to 3600; longer work belongs into a background task.</summary>
    [Parameter]
    [AllowedRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 3600;

    private protected override object? ErrorTarget
        => _sessionId ?? Session?.SessionId ?? CodeInterpreterIdentifier ?? Defaults.CodeInterpreter;

    /// <summary>Does the work in the session; the token given to it is cancelled when time is up.</summary>
    /// <exception cref="AgentCoreException">Time is up, or what the work fails with.</exception>
    private protected async Task<T> RunAsync<T>(
        Func<Connection, CodeInterpreterSession, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        var connection = Connect(Session?.Origin);
        var session = await SessionAsync(connection, cancellation);
        _sessionId = session.SessionId;
        return await TimeLimit.WithinAsync(
            TimeoutSeconds, $"The program in session {session.SessionId}", limit => work(connection, session, limit), cancellation);
    }

    private protected override Task EndAsync(CancellationToken cancellation) => _own?.StopAsync() ?? Task.CompletedTask;

    private async Task<CodeInterpreterSession> SessionAsync(Connection connection, CancellationToken cancellation)
    {
        if (Session is not null)
            return CodeInterpreterIdentifier is { } named ? new CodeInterpreterSession(Session.SessionId, named) : Session;
        _own ??= connection.OwnCodeInterpreterSession(this, CodeInterpreterIdentifier ?? Defaults.CodeInterpreter);
        return await _own.GetAsync(cancellation);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Only an error, Ctrl+C or a satisfied pipeline leave the session to be stopped here.
        if (_own is { } own)
            Linger(own.StopAsync);
        base.Dispose(disposing);
    }
}

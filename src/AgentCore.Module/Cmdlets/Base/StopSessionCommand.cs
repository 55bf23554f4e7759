using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>Base of the cmdlets that stop sessions: several side by side, one error each.</summary>
public abstract class StopSessionCommand : ConnectedCommand
{
    private protected const string ById = "Id";
    private protected const string ByName = "Name";
    private protected const string ByObject = "Object";

    private readonly List<Task<StopOutcome>> _running = [];
    private readonly ClientTokens _tokens = new();
    private int _begun;

    /// <summary>Names of sessions to stop, with wildcards; of those that run.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// How many are stopped at a time, 1 to 100; 8 unless given. That many may have been begun when a later command of
    /// the pipeline, such as Select-Object -First, has enough.
    /// </summary>
    [Parameter]
    [AllowedRange(1, 100)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Writes each session that was stopped.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>
    /// A token of yours for the stop of one session, 33 to 256 letters, digits and hyphens such as a GUID: the service
    /// does a request that it gets again with the same token only once.
    /// </summary>
    [Parameter]
    [ClientToken]
    public string? ClientToken { get; set; }

    private protected abstract SessionOperations Operations { get; }

    /// <summary>The browser or code interpreter that the user named; null where each session's own counts.</summary>
    private protected abstract string? Owner { get; }

    /// <summary>The sessions that the current record brings; null where they are given otherwise.</summary>
    private protected abstract IEnumerable<AgentSession>? Given { get; }

    /// <summary>The value of -SessionId.</summary>
    private protected abstract string[]? Ids { get; }

    /// <summary>A session of which a text is all that is known.</summary>
    private protected abstract AgentSession Make(string text);

    /// <remarks>A stop begins at once and goes on while the next session comes down the pipeline.</remarks>
    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var named = Given
            ?? Ids?.Select(id => Make(id).With<AgentSession>(now => now.Reference = Reference.Id))
            ?? Name!.Select(name => Make(name).With<AgentSession>(now => now.Reference = Reference.Name));
        foreach (var given in named)
        {
            await EachAsync(given.SessionId, () => BeginAllAsync(given, cancellationToken), cancellationToken);
        }
    }

    private protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        while (_running.Count > 0)
        {
            await TakeOneAsync(cancellationToken);
            var done = _begun - _running.Count;
            Progress(new ProgressRecord(1, $"Stopping {Operations.Name}s", $"{done} of {_begun}")
            {
                PercentComplete = 100 * done / _begun,
                RecordType = done == _begun ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            });
        }
    }

    private async Task BeginAllAsync(AgentSession given, CancellationToken cancellationToken)
    {
        foreach (var session in await FindAsync(given, Owner, cancellationToken))
        {
            await EachAsync(
                session.SessionId,
                async () =>
                {
                    if (given.Reference == Reference.Name && session.Reference == Reference.Id)
                    {
                        if (ParameterSetName == ByName)
                        {
                            throw Operations.NotNamed(given.SessionId, "READY");
                        }

                        await LookAsync(session, cancellationToken);
                    }

                    await BeginAsync(session, cancellationToken);
                },
                cancellationToken);
        }
    }

    // A name that no session has may be an id; that is checked before the confirmation prompt.
    private async Task LookAsync(AgentSession guessed, CancellationToken cancellationToken)
    {
        try
        {
            _ = await Operations.GetAsync(Connect(guessed), this, guessed.Owner, guessed.SessionId, cancellationToken);
        }
        catch (AgentCoreException error) when (error.Category == ErrorCategory.PermissionDenied)
        {
            Verbose($"Whether there is a {Operations.Name} {guessed.SessionId} is not known: {error.Message}");
        }
        catch (AgentCoreException unknown)
        {
            throw Operations.Explain(unknown);
        }
    }

    private async Task BeginAsync(AgentSession session, CancellationToken cancellationToken)
    {
        var shown = session.Name is null ? session.SessionId : $"{session.SessionId} ({session.Name})";
        if (!await ConfirmAsync(shown, $"Stop {Operations.Name}"))
        {
            return;
        }

        var token = _tokens.Spend(ClientToken, session.SessionId);
        while (_running.Count >= ThrottleLimit || _running.Exists(stop => stop.IsCompleted))
        {
            await TakeOneAsync(cancellationToken);
        }

        // The stop may outlive the record, and where the pipeline ends early the command: it keeps the token of its
        // own.
        var stopping = StopToken;
        _running.Add(Task.Run(() => StopOneAsync(session, token, stopping), CancellationToken.None));
        _begun++;
    }

    private async Task TakeOneAsync(CancellationToken cancellationToken)
    {
        var stop = await Task.WhenAny(_running).WaitAsync(cancellationToken);
        _running.Remove(stop);
        var outcome = await stop;
        outcome.Lines.ForEach(Verbose);
        if (outcome.Failure is { } failure)
        {
            await FailAsync(failure, outcome.Session.SessionId);
            return;
        }

        if (PassThru)
        {
            await WriteAsync(outcome.Session);
        }
    }

    // Between two records nothing can be written, so lines are held back.
    private async Task<StopOutcome> StopOneAsync(
        AgentSession session, string? clientToken, CancellationToken cancellationToken)
    {
        var held = new HeldLines();
        var requestedAt = DateTime.UtcNow;
        try
        {
            var connection = Connect(session);
            var ended = await Operations.StopAsync(connection, held, session, clientToken, cancellationToken);
            if (StopMoment.IsBefore(ended, requestedAt))
            {
                held.Verbose(
                    $"The {Operations.Name} {session.SessionId} had ended already, at {ended?.ToLocalTime():T}.");
            }

            return new(
                await DescribeAsync(Stopped(session, ended), connection, held, cancellationToken), null, held.Lines);
        }
        catch (AgentCoreException gone)
            when (gone.Category == ErrorCategory.ObjectNotFound && session.Reference == Reference.Object)
        {
            held.Verbose($"The {Operations.Name} {session.SessionId} is gone already: {gone.Message}");
            return new(Stopped(session, null), null, held.Lines);
        }
        catch (AgentCoreException failure)
        {
            return new(
                session, session.Reference == Reference.Object ? failure : Operations.Explain(failure), held.Lines);
        }
        catch (Exception failure)
        {
            return new(session, failure, held.Lines);
        }
    }

    // Of a session that was given by its id nothing else is known, and the response to a stop adds nothing.
    private async Task<AgentSession> DescribeAsync(
        AgentSession stopped, Connection connection, ICallLog log, CancellationToken cancellationToken)
    {
        if (!PassThru || stopped.Origin is not null)
        {
            return stopped;
        }

        try
        {
            return await Operations.GetAsync(connection, log, stopped.Owner, stopped.SessionId, cancellationToken);
        }
        catch (AgentCoreException error)
        {
            log.Verbose($"The session is stopped, but its details cannot be read: {error.Message}");
            return stopped;
        }
    }

    private static AgentSession Stopped(AgentSession session, DateTime? ended) => session.With<AgentSession>(now =>
    {
        now.Status = "TERMINATED";
        now.LastUpdatedAt = ended ?? session.LastUpdatedAt;
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Only Ctrl+C, an error that stops or a satisfied pipeline leave stops that nobody has waited for.
        if (_running.Count > 0)
        {
            Linger(() => Task.WhenAll(_running));
        }

        base.Dispose(disposing);
    }

    private sealed record StopOutcome(AgentSession Session, Exception? Failure, List<string> Lines);

    private sealed class HeldLines : ICallLog
    {
        public List<string> Lines { get; } = [];

        public void Verbose(string text) => Lines.Add(text);
    }
}

/// <summary>Determines from the response to a stop whether the session had ended before.</summary>
/// <remarks>
/// The service accepts a second stop without an error; only the time of the last change distinguishes the two. The
/// result decides about a verbose line and nothing else, so two clocks that differ a little do no harm.
/// </remarks>
internal static class StopMoment
{
    /// <param name="ended">When the session's state changed for the last time (UTC), to the millisecond or to the
    /// second.</param>
    /// <param name="requested">When the stop was requested (UTC).</param>
    public static bool IsBefore(DateTime? ended, DateTime requested)
    {
        if (ended is not { } moment)
        {
            return false;
        }

        var unit = moment.Ticks % TimeSpan.TicksPerSecond == 0 ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond;
        return moment.Ticks / unit < requested.Ticks / unit;
    }
}

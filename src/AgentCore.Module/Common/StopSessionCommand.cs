using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that stop sessions: several side by side, one error each.</summary>
public abstract class StopSessionCommand : ConnectedCommand
{
    private protected const string ById = "Id";
    private protected const string ByObject = "Object";

    private readonly List<Task<StopOutcome>> _running = [];
    private int _begun;

    /// <summary>How many are stopped at a time, 1 to 100.</summary>
    [Parameter]
    [AllowedRange(1, 100)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Writes each session that was stopped.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What a session of this kind is called in messages.</summary>
    private protected abstract string Kind { get; }

    /// <summary>The browser or code interpreter that the user named; null where each session's own counts.</summary>
    private protected abstract string? Owner { get; }

    /// <summary>The sessions that the current record names.</summary>
    private protected abstract IEnumerable<AgentSession> Named { get; }

    /// <summary>Stops one and tells when its state changed for the last time.</summary>
    private protected abstract Task<DateTime?> StopAsync(
        Connection connection, ICallLog log, AgentSession session, CancellationToken cancellation);

    /// <remarks>A stop begins at once and goes on while the next session comes down the pipeline.</remarks>
    private protected sealed override async Task ProcessAsync(CancellationToken cancellation)
    {
        foreach (var given in Named)
            await EachAsync(given.SessionId, () => BeginAsync(given, cancellation), cancellation);
    }

    private async Task BeginAsync(AgentSession given, CancellationToken cancellation)
    {
        foreach (var session in await FindAsync(given, Owner, cancellation))
        {
            var shown = session.Name is null ? session.SessionId : $"{session.SessionId} ({session.Name})";
            if (!await ConfirmAsync(shown, $"Stop {Kind}"))
                continue;
            while (_running.Count >= ThrottleLimit || _running.Exists(stop => stop.IsCompleted))
                await TakeOneAsync(cancellation);
            _running.Add(Task.Run(() => StopOneAsync(session)));
            _begun++;
        }
    }

    private protected sealed override async Task EndAsync(CancellationToken cancellation)
    {
        while (_running.Count > 0)
        {
            await TakeOneAsync(cancellation);
            var done = _begun - _running.Count;
            Progress(new ProgressRecord(1, $"Stopping {Kind}s", $"{done} of {_begun}")
            {
                PercentComplete = 100 * done / _begun,
                RecordType = done == _begun ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            });
        }
    }

    private async Task TakeOneAsync(CancellationToken cancellation)
    {
        var stop = await Task.WhenAny(_running).WaitAsync(cancellation);
        _running.Remove(stop);
        var outcome = await stop;
        outcome.Lines.ForEach(Verbose);
        if (outcome.Failure is { } failure)
        {
            await FailAsync(failure, outcome.Session.SessionId);
            return;
        }
        Memory.Automation.Close(outcome.Session.SessionId, "the session was stopped");
        if (PassThru)
            await WriteAsync(Stopped(outcome.Session, outcome.EndedAt));
    }

    // Between two records nothing can be written, so what is to be told is kept.
    private async Task<StopOutcome> StopOneAsync(AgentSession session)
    {
        var told = new HeldLines();
        var asked = DateTime.UtcNow;
        try
        {
            var ended = await StopAsync(Connect(session), told, session, StopToken);
            if (StopMoment.IsBefore(ended, asked))
                told.Verbose($"The {Kind} {session.SessionId} had ended already, at {ended?.ToLocalTime():T}.");
            return new(session, ended?.ToLocalTime(), null, told.Lines);
        }
        catch (AgentCoreException gone) when (gone.Category == ErrorCategory.ObjectNotFound)
        {
            told.Verbose($"The {Kind} {session.SessionId} is gone already: {gone.Message}");
            return new(session, null, null, told.Lines);
        }
        catch (Exception failure)
        {
            return new(session, null, failure, told.Lines);
        }
    }

    private static AgentSession Stopped(AgentSession session, DateTime? ended) => session.With<AgentSession>(now =>
    {
        now.Status = "TERMINATED";
        now.LastUpdatedAt = ended ?? session.LastUpdatedAt;
    });

    private sealed record StopOutcome(AgentSession Session, DateTime? EndedAt, Exception? Failure, List<string> Lines);

    private sealed class HeldLines : ICallLog
    {
        public List<string> Lines { get; } = [];

        public void Verbose(string text) => Lines.Add(text);
    }
}

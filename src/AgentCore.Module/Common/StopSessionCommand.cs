using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that stop sessions: several side by side, one error each.</summary>
public abstract class StopSessionCommand : ConnectedCommand
{
    private protected const string ById = "Id";
    private protected const string ByObject = "Object";

    private readonly List<AgentSession> _confirmed = [];

    /// <summary>How many are stopped at a time, 1 to 100.</summary>
    [Parameter]
    [AllowedRange(1, 100)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Writes each session that was stopped.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What a session of this kind is called in messages.</summary>
    private protected abstract string Kind { get; }

    /// <summary>The sessions that the current record names.</summary>
    private protected abstract IEnumerable<AgentSession> Named { get; }

    /// <summary>Stops one and tells when its state changed for the last time.</summary>
    private protected abstract Task<DateTime?> StopAsync(Connection connection, AgentSession session, CancellationToken cancellation);

    private protected sealed override async Task ProcessAsync(CancellationToken cancellation)
    {
        foreach (var session in Named)
        {
            var shown = session.Name is null ? session.SessionId : $"{session.SessionId} ({session.Name})";
            if (await ConfirmAsync(shown, $"Stop {Kind}"))
                _confirmed.Add(session);
        }
    }

    private protected sealed override async Task EndAsync(CancellationToken cancellation)
    {
        var bar = new ProgressRecord(1, $"Stopping {Kind}s", $"0 of {_confirmed.Count}");
        await Batch.RunAsync(_confirmed, ThrottleLimit, session => StopOneAsync(session, cancellation), Show, cancellation);

        void Show(int done) => Progress(new ProgressRecord(bar.ActivityId, bar.Activity, $"{done} of {_confirmed.Count}")
        {
            PercentComplete = 100 * done / _confirmed.Count,
            RecordType = done == _confirmed.Count ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
    }

    private async Task StopOneAsync(AgentSession session, CancellationToken cancellation)
    {
        try
        {
            var ended = await TryStopAsync(session, cancellation);
            Memory.Automation.Close(session.SessionId, "the session was stopped");
            if (PassThru)
                await WriteAsync(Stopped(session, ended));
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            await FailAsync(error, session.SessionId);
        }
    }

    private static AgentSession Stopped(AgentSession session, DateTime? ended) => session.With<AgentSession>(now =>
    {
        now.Status = "TERMINATED";
        now.LastUpdatedAt = ended ?? session.LastUpdatedAt;
    });

    private async Task<DateTime?> TryStopAsync(AgentSession session, CancellationToken cancellation)
    {
        var asked = DateTime.UtcNow;
        try
        {
            var ended = await StopAsync(Connect(session.Origin), session, cancellation);
            if (StopMoment.IsBefore(ended, asked))
                Verbose($"The {Kind} {session.SessionId} had ended already, at {ended?.ToLocalTime():T}.");
            return ended?.ToLocalTime();
        }
        catch (AgentCoreException gone) when (gone.Category == ErrorCategory.ObjectNotFound)
        {
            Verbose($"The {Kind} {session.SessionId} is gone already: {gone.Message}");
            return null;
        }
    }
}

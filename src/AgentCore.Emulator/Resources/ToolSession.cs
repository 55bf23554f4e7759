using System.Diagnostics.CodeAnalysis;

namespace AgentCore.Emulator.Resources;

/// <summary>
/// A session of either tool: READY until it ends, once, for whatever reason; then TERMINATED for good. What it holds is
/// freed by <see cref="ReleaseAsync"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source with no timer holds nothing, and its token outlives the session.")]
internal abstract class ToolSession(SessionSeed seed, TimeProvider time, ILogger log)
{
    private readonly object _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private Task? _ending;
    private string? _endReason;
    private DateTimeOffset _lastUpdatedAt = seed.CreatedAt;
    private ITimer? _timeToLive;

    /// <summary>What it knows of itself from its start.</summary>
    public SessionSeed Seed { get; } = seed;

    /// <summary>READY or TERMINATED.</summary>
    public string Status => EndReason is null ? SessionStatus.Ready : SessionStatus.Terminated;

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastUpdatedAt
    {
        get
        {
            lock (_gate)
            {
                return _lastUpdatedAt;
            }
        }
    }

    /// <summary>Why it ended; null while it lives.</summary>
    public string? EndReason
    {
        get
        {
            lock (_gate)
            {
                return _endReason;
            }
        }
    }

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Ends the session; the first reason counts, later calls wait for the same end. The task never faults.</summary>
    public Task EndAsync(string reason)
    {
        lock (_gate)
        {
            if (_ending is null)
            {
                _endReason = reason;
                _lastUpdatedAt = time.GetUtcNow();
                _timeToLive?.Dispose();
                _ending = Task.Run(() => ReleaseAllAsync(reason));
            }

            return _ending;
        }
    }

    /// <summary>Starts the clock that ends the session when its time to live is over.</summary>
    internal void StartTimeToLive()
    {
        lock (_gate)
        {
            if (_ending is null)
            {
                _timeToLive = time.CreateTimer(
                    static session => _ = ((ToolSession)session!).EndAsync("its time to live is over"),
                    this,
                    TimeSpan.FromSeconds(Seed.TimeoutSeconds),
                    Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Records that the session changed now.</summary>
    public void Touch()
    {
        lock (_gate)
        {
            _lastUpdatedAt = time.GetUtcNow();
        }
    }

    /// <summary>
    /// Frees what the session holds, memory included: ended sessions are remembered, a thousand of them. Called once; what
    /// it throws goes to the log.
    /// </summary>
    /// <param name="reason">Why it ends, for those who wait on it.</param>
    protected abstract Task ReleaseAsync(string reason);

    private async Task ReleaseAllAsync(string reason)
    {
        try
        {
            await _ended.CancelAsync();
        }
        catch (AggregateException error)
        {
            log.LogError(error, "Somebody who waited for the end of session {SessionId} failed", Seed.Id);
        }

        try
        {
            await ReleaseAsync(reason);
        }
        catch (Exception error)
        {
            // Ended it is, whatever could not be freed: who stops it must not be told otherwise.
            log.LogError(error, "Session {SessionId} has ended, but not all that it held could be freed", Seed.Id);
        }
    }
}

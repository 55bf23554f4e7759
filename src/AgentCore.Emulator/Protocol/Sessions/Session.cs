using System.Diagnostics.CodeAnalysis;

namespace AgentCore.Emulator.Protocol.Sessions;

/// <summary>
/// A session of either tool: READY until it ends, once, for whatever reason; then TERMINATED for good. What it holds is
/// freed by <see cref="ReleaseAsync"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source with no timer holds nothing, and its token outlives the session.")]
internal abstract class Session(SessionSeed seed, TimeProvider time)
{
    private readonly object _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private Task? _ending;
    private ITimer? _timeToLive;

    /// <summary>What it knows of itself from its start.</summary>
    public SessionSeed Seed { get; } = seed;

    /// <summary>READY or TERMINATED.</summary>
    public string Status => _ending is null ? SessionStatus.Ready : SessionStatus.Terminated;

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastUpdatedAt { get; private set; } = seed.CreatedAt;

    /// <summary>Why it ended; null while it lives.</summary>
    public string? EndReason { get; private set; }

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Ends the session; the first reason counts, later calls wait for the same end.</summary>
    public Task EndAsync(string reason)
    {
        lock (_gate)
        {
            if (_ending is null)
            {
                EndReason = reason;
                LastUpdatedAt = time.GetUtcNow();
                _timeToLive?.Dispose();
                _ending = Task.Run(async () =>
                {
                    await _ended.CancelAsync();
                    await ReleaseAsync(reason);
                });
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
                    static session => _ = ((Session)session!).EndAsync("its time to live is over"),
                    this,
                    TimeSpan.FromSeconds(Seed.TimeoutSeconds),
                    Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Records that the session changed now.</summary>
    protected void Touch() => LastUpdatedAt = time.GetUtcNow();

    /// <summary>Frees what the session holds; called once, and must not throw.</summary>
    /// <param name="reason">Why it ends, for those who wait on it.</param>
    protected abstract Task ReleaseAsync(string reason);
}

using System.Diagnostics.CodeAnalysis;

namespace AgentCore.Emulator.Resources;

/// <summary>
/// A session of either tool: READY until it ends, then TERMINATED. <see cref="ReleaseAsync"/> frees its resources.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A source without a timer has nothing to free, and its token outlives the session.")]
internal abstract class ToolSession(SessionSeed seed, TimeProvider time, ILogger log)
{
    private readonly object _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _ending;
    private string? _endReason;
    private DateTimeOffset _lastUpdatedAt = seed.CreatedAt;
    private DateTimeOffset _readyAt = seed.CreatedAt;
    private ITimer? _timeToLive;

    /// <summary>What is known from the start.</summary>
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

    /// <summary>When its start was over.</summary>
    public DateTimeOffset ReadyAt
    {
        get
        {
            lock (_gate)
            {
                return _readyAt;
            }
        }
    }

    /// <summary>Why it ended; null while it is live.</summary>
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

    /// <summary>Whether it has ended and its resources are still being freed.</summary>
    public bool IsEnding
    {
        get
        {
            lock (_gate)
            {
                return _ending is { IsCompleted: false };
            }
        }
    }

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>
    /// Ends the session, and waits until what the end promises is complete. Its resources are freed afterwards, which
    /// the end of the emulator waits for. The first reason counts. The task never faults.
    /// </summary>
    public Task StopAsync(string reason)
    {
        _ = EndAsync(reason);
        return _finished.Task;
    }

    /// <summary>
    /// Ends the session, and waits until all it holds is freed. The first reason counts; later calls wait for the same
    /// end. The task never faults.
    /// </summary>
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

    /// <summary>Starts the timer that ends the session after its time to live.</summary>
    internal void StartTimeToLive()
    {
        lock (_gate)
        {
            _readyAt = time.GetUtcNow();
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

    /// <summary>Sets the time of the last change to now.</summary>
    public void Touch()
    {
        lock (_gate)
        {
            _lastUpdatedAt = time.GetUtcNow();
        }
    }

    /// <summary>
    /// Completes what a caller must find complete when a stop is acknowledged. Called once, before
    /// <see cref="ReleaseAsync"/>; exceptions are logged.
    /// </summary>
    protected virtual Task FinishAsync() => Task.CompletedTask;

    /// <summary>
    /// Frees the resources of the session, memory included, because ended sessions stay in the store. Called once;
    /// exceptions are logged.
    /// </summary>
    /// <param name="reason">Why the session ends, for error messages.</param>
    protected abstract Task ReleaseAsync(string reason);

    private async Task ReleaseAllAsync(string reason)
    {
        try
        {
            await _ended.CancelAsync();
        }
        catch (AggregateException error)
        {
            log.LogError(error, "A callback at the end of session {SessionId} failed", Seed.Id);
        }

        try
        {
            await FinishAsync();
        }
        catch (Exception error)
        {
            // Its resources are freed whatever happens.
            log.LogError(error, "Session {SessionId} could not be finished as it should", Seed.Id);
        }

        _finished.SetResult();
        try
        {
            await ReleaseAsync(reason);
        }
        catch (Exception error)
        {
            // The session has ended even so, and whoever stops it gets no error.
            log.LogError(error, "Session {SessionId} has ended, but not all of its resources could be freed", Seed.Id);
        }
    }
}

/// <summary>What is known of a session from its start.</summary>
/// <param name="Id">ULID, greater than every earlier id.</param>
/// <param name="Region">Region in which it exists.</param>
/// <param name="ResourceId">The browser or code interpreter it belongs to.</param>
/// <param name="Name">Name, or null.</param>
/// <param name="TimeoutSeconds">Time to live in seconds.</param>
/// <param name="CreatedAt">Start of the session.</param>
internal sealed record SessionSeed(
    string Id,
    string Region,
    string ResourceId,
    string? Name,
    int TimeoutSeconds,
    DateTimeOffset CreatedAt);

/// <summary>The two states of a session, as the API spells them.</summary>
internal static class SessionStatus
{
    /// <summary>The session can be used.</summary>
    public const string Ready = "READY";

    /// <summary>The session has ended.</summary>
    public const string Terminated = "TERMINATED";
}

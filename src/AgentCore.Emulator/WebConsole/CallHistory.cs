using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.WebConsole;

/// <summary>
/// The last calls of the emulator, without those of the console itself, and a signal when there are more.
/// </summary>
internal sealed class CallHistory
{
    private const int Most = 200;
    private readonly object _gate = new();
    private readonly Queue<(long Number, CompletedCall Call)> _calls = new();
    private TaskCompletionSource _changed = NewSignal();
    private long _count;

    /// <summary>Starts to keep calls.</summary>
    /// <param name="feed">The calls.</param>
    /// <param name="lifetime">The life of the emulator.</param>
    public CallHistory(CallFeed feed, IHostApplicationLifetime lifetime) =>
        _ = ReadAsync(feed.Subscribe(), lifetime.ApplicationStopping);

    /// <summary>Completes with the next call.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>The calls after one of a number, the oldest first: at most as many as are kept.</summary>
    public IReadOnlyList<(long Number, CompletedCall Call)> Since(long number)
    {
        lock (_gate)
        {
            // A page may still have the number of an emulator that ran at this address before: it gets all.
            return [.. _calls.Where(one => one.Number > number || number > _count)];
        }
    }

    /// <summary>Region of the last call; that of the service's first one when there was none yet.</summary>
    public string LastRegion
    {
        get
        {
            lock (_gate)
            {
                return _calls.LastOrDefault(one => one.Call.Region.Length > 0).Call?.Region ?? "us-east-1";
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync(CallSubscription subscription, CancellationToken cancellationToken)
    {
        using var held = subscription;
        using var end = cancellationToken.Register(subscription.Dispose);
        await foreach (var call in subscription.Calls.ReadAllAsync(CancellationToken.None))
        {
            if (!call.IsOwnPage)
            {
                Add(call);
            }
        }
    }

    private void Add(CompletedCall call)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            _calls.Enqueue((++_count, call));
            if (_calls.Count > Most)
            {
                _calls.Dequeue();
            }

            (signal, _changed) = (_changed, NewSignal());
        }

        signal.SetResult();
    }
}

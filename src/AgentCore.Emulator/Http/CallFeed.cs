using System.Threading.Channels;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Reports each call when it has ended to those who subscribe. Reporting never waits: a subscriber that reads too
/// slowly loses the oldest calls, and knows how many.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class CallFeed(TimeProvider time)
{
    private readonly object _gate = new();
    private CallSubscription[] _subscriptions = [];

    /// <summary>The clock by which calls start.</summary>
    public TimeProvider Time => time;

    /// <summary>Subscribes to the calls that end from now on. Disposing the result ends the subscription.</summary>
    /// <param name="capacity">How many calls wait for a slow reader.</param>
    public CallSubscription Subscribe(int capacity = 1000)
    {
        var subscription = new CallSubscription(capacity, Remove);
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }

        return subscription;
    }

    /// <summary>Reports a call.</summary>
    public void Publish(CompletedCall call)
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions))
        {
            subscription.Add(call);
        }
    }

    private void Remove(CallSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
        }
    }
}

/// <summary>The calls that one subscriber has not yet read.</summary>
internal sealed class CallSubscription : IDisposable
{
    private readonly Channel<CompletedCall> _calls;
    private readonly Action<CallSubscription> _end;
    private long _dropped;

    /// <summary>Called by <see cref="CallFeed.Subscribe"/> only.</summary>
    /// <param name="capacity">How many calls wait for the reader.</param>
    /// <param name="end">Ends the subscription.</param>
    internal CallSubscription(int capacity, Action<CallSubscription> end)
    {
        _end = end;
        _calls = Channel.CreateBounded<CompletedCall>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest },
            _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>The calls, in the order in which they ended; it completes when the subscription ends.</summary>
    public ChannelReader<CompletedCall> Calls => _calls.Reader;

    /// <summary>How many calls were dropped because the reader was too slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <inheritdoc/>
    public void Dispose()
    {
        _end(this);
        _calls.Writer.TryComplete();
    }

    /// <summary>Adds a call.</summary>
    internal void Add(CompletedCall call) => _calls.Writer.TryWrite(call);
}

/// <summary>A call that has ended: of an operation, a stream or a page.</summary>
/// <param name="Operation">
/// API name of the operation, or name of the stream or page; <c>?</c> when there is none at this address.
/// </param>
/// <param name="Method">HTTP method.</param>
/// <param name="RequestId">Id of the request, which its response has as a header.</param>
/// <param name="StartedAt">When the request came.</param>
internal sealed record CompletedCall(string Operation, string Method, string RequestId, DateTimeOffset StartedAt)
{
    /// <summary>Caller of a route that needs no signature.</summary>
    public const string Page = "page";

    /// <summary>HTTP status of the response; 101 for a WebSocket.</summary>
    public int Status { get; init; }

    /// <summary>
    /// Code of the error, also of one in an event stream that had started; null when the call succeeded.
    /// </summary>
    public string? ErrorCode { get; init; }

    /// <summary>How long the call took, until its response or its stream ended.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Region of the signature; empty without one that is valid.</summary>
    public string Region { get; init; } = "";

    /// <summary>
    /// Access key id of the signature, or <see cref="Page"/>; empty when the signature is missing or wrong.
    /// </summary>
    public string Caller { get; init; } = "";

    /// <summary>Session that the request names in path, query or header; null for none.</summary>
    public string? SessionId { get; init; }

    /// <summary>Browser, profile, code interpreter or ARN that the path names; null for none.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Whether a page of the emulator made it, or opened: no caller of the service did.</summary>
    public bool IsOwnPage { get; init; }

    /// <summary>Whether the caller disconnected before the end.</summary>
    public bool IsAborted { get; init; }
}

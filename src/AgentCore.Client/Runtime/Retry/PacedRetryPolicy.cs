using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using AgentCore.Client.Runtime.Marshalling;
using AgentCore.Client.Runtime.Transport;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AgentCore.Client.Runtime.Retry;

/// <summary>
/// The SDK's standard way of retrying, with what differs here: what must be sent once, and the pace of operations that
/// the service throttles. Both retry modes of the SDK lead here.
/// </summary>
internal sealed class PacedRetryPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    private const string SeenSuccesses = "AgentCore.SeenSuccesses";

    private static readonly Stopwatch Clock = Stopwatch.StartNew();

    // Services throttle by operation.
    private readonly ConcurrentDictionary<Operation, SendPace> _paces = new();

    public override async Task ObtainSendTokenAsync(IExecutionContext executionContext, Exception exception)
    {
        var request = executionContext.RequestContext;
        var pace = PaceOf(request);
        await pace.WaitAsync(request.CancellationToken).ConfigureAwait(false);
        request.ContextAttributes[SeenSuccesses] = pace.Successes;
    }

    public override void NotifySuccess(IExecutionContext executionContext)
    {
        PaceOf(executionContext.RequestContext).Succeed();
        base.NotifySuccess(executionContext);
    }

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
    {
        var isThrottling = IsThrottling(exception);
        if (isThrottling)
        {
            PaceOf(executionContext.RequestContext).Throttle();
        }

        return (isThrottling || !base.RetryLimitReached(executionContext))
            && (Decide(executionContext, exception, isThrottling)
            ?? await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false));
    }

    /// <summary>
    /// MaxErrorRetry is the limit; but a request is not given up that is throttled while others of its operation get
    /// through: it waits for its turn among them.
    /// </summary>
    public override bool RetryLimitReached(IExecutionContext executionContext)
    {
        var request = executionContext.RequestContext;
        return base.RetryLimitReached(executionContext)
            && (!request.ContextAttributes.TryGetValue(SeenSuccesses, out var seen)
                || Equals(seen, PaceOf(request).Successes));
    }

    // The pace protects the service from a flood of throttled requests, better than a quota of retries does.
    public override bool OnRetry(
        IExecutionContext executionContext, bool bypassAcquireCapacity, bool isThrottlingError) =>
        base.OnRetry(executionContext, bypassAcquireCapacity || isThrottlingError, isThrottlingError);

    private SendPace PaceOf(IRequestContext request) =>
        _paces.GetOrAdd(
            ((AgentCoreRequest)request.OriginalRequest).Operation, static _ => new SendPace(() => Clock.Elapsed));

    private bool IsThrottling(Exception exception) =>
        IsThrottlingError(exception) || exception is AmazonServiceException { StatusCode: (HttpStatusCode)429 };

    /// <summary>Whether to send the request again; null leaves it to the SDK.</summary>
    private static bool? Decide(IExecutionContext context, Exception exception, bool isThrottling)
    {
        var sendOnce = ((AgentCoreRequest)context.RequestContext.OriginalRequest).Operation.SendOnce;
        return (sendOnce, exception) switch
        {
            (true, ResponseLostException) => false,
            // The page of a proxy or of another server will be the same the next time.
            (_, AmazonUnmarshallingException) => false,
            (true, AmazonServiceException) => isThrottling,
            // Of what must be sent once, only a connection that was never made ends like this.
            (_, TimeoutException) => true,
            _ => null,
        };
    }
}

/// <summary>
/// Spaces the requests of an operation that the service throttles, so that they keep near to what it takes. As long as
/// nothing is throttled there is no pace, and nothing waits.
/// </summary>
/// <param name="clock">The time that has passed since some moment.</param>
/// <remarks>
/// The first request that is throttled starts with a slow pace, which doubles each second until it is too fast. From
/// then on the pace falls below the rate of those that got through in the second before, and grows the faster the
/// longer nothing is throttled.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle has nothing to free.")]
internal sealed class SendPace(Func<TimeSpan> clock)
{
    private const double FirstRate = 10;
    private const double SlowestRate = 0.5;
    private const double Fall = 0.85;
    private const double DeepestFall = 0.5;
    private const double Growth = 1.02;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // Throttled requests that were sent together count as one sign.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    // A timer fires late; what was lost is made good up to this much.
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<TimeSpan> _taken = new();
    private double? _rate;
    private bool _isSearching;
    private TimeSpan _throttledAt;
    private TimeSpan _next;
    private long _successes;

    /// <summary>How many requests have got through.</summary>
    public long Successes => Interlocked.Read(ref _successes);

    /// <summary>Requests a second at present; null where there is no limit.</summary>
    public double? Rate
    {
        get
        {
            lock (_gate)
            {
                return RateAt(clock());
            }
        }
    }

    /// <summary>Waits until the next request may be sent; those that wait go one after the other.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (Rate is null)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var delay = TakeSlot();
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A request got through.</summary>
    public void Succeed()
    {
        lock (_gate)
        {
            _successes++;
            if (_rate is not null)
            {
                _taken.Enqueue(clock());
                TakenAt(clock());
            }
        }
    }

    /// <summary>A request was throttled.</summary>
    public void Throttle()
    {
        lock (_gate)
        {
            var now = clock();
            var rate = RateAt(now);
            if (rate is not null && now - _throttledAt < Settling)
            {
                return;
            }

            _isSearching = rate is null;
            _rate = rate is { } present
                ? Math.Max(SlowestRate, Math.Max(DeepestFall * present, Fall * Math.Min(TakenAt(now), present)))
                : FirstRate;
            _throttledAt = now;
        }
    }

    /// <summary>Takes the next place in time, and returns how far away it is.</summary>
    internal TimeSpan TakeSlot()
    {
        lock (_gate)
        {
            var now = clock();
            if (RateAt(now) is not { } rate)
            {
                return TimeSpan.Zero;
            }

            var slot = _next < now - Lateness ? now : _next;
            _next = slot + TimeSpan.FromTicks((long)(Second.Ticks / rate));
            return slot - now;
        }
    }

    private double? RateAt(TimeSpan now)
    {
        var seconds = (now - _throttledAt).TotalSeconds;
        if (_rate is not null && now - _throttledAt > Forgotten)
        {
            _rate = null;
            _taken.Clear();
        }

        return _rate * (_isSearching ? Math.Pow(2, seconds) : Math.Pow(Growth, seconds * seconds));
    }

    /// <summary>How many got through in the second before.</summary>
    private int TakenAt(TimeSpan now)
    {
        while (_taken.Count > 0 && _taken.Peek() < now - Second)
        {
            _taken.Dequeue();
        }

        return _taken.Count;
    }
}

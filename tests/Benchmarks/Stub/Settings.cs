using System.Diagnostics;

namespace Benchmarks.Stub;

/// <summary>How the stub behaves; <c>PUT /stub</c> with some of these members as JSON starts it anew.</summary>
/// <param name="Sessions">How many sessions ListBrowserSessions has.</param>
/// <param name="PageSize">Sessions a page, whatever maxResults asks for.</param>
/// <param name="PageDelay">Milliseconds before each page.</param>
/// <param name="StartDelay">Milliseconds before the response of StartBrowserSession.</param>
/// <param name="StopDelay">Milliseconds before the response of StopBrowserSession.</param>
/// <param name="Rate">
/// StopBrowserSession is throttled above so many requests a second; null for never. The bucket holds one second of it.
/// </param>
internal sealed record Settings(
    int Sessions = 100,
    int PageSize = 100,
    int PageDelay = 0,
    int StartDelay = 0,
    int StopDelay = 0,
    int? Rate = null);

/// <summary>What the stub has seen since it was set; <c>GET /stub</c> returns it.</summary>
internal sealed class Counts
{
    private readonly object _gate = new();
    private readonly SortedDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly List<long> _pages = [];
    private int _throttled;

    /// <summary>Counts a request.</summary>
    public void Request(string operation)
    {
        lock (_gate)
        {
            _requests[operation] = _requests.GetValueOrDefault(operation) + 1;
        }
    }

    /// <summary>Notes when a page was asked for.</summary>
    public void Page()
    {
        lock (_gate)
        {
            _pages.Add(Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Counts a request that was throttled.</summary>
    public void Throttle() => Interlocked.Increment(ref _throttled);

    /// <summary>
    /// The counts; times are those of <see cref="Stopwatch.GetTimestamp"/>, which all processes of a machine share.
    /// </summary>
    public object Read()
    {
        lock (_gate)
        {
            return new
            {
                requests = new SortedDictionary<string, int>(_requests, StringComparer.Ordinal),
                pages = _pages.ToArray(),
                throttled = _throttled,
            };
        }
    }
}

/// <summary>A bucket that refills by its rate, holds one second of it, and is full at first.</summary>
internal sealed class TokenBucket(int rate)
{
    private readonly object _gate = new();
    private double _tokens = rate;
    private long _filledAt = Stopwatch.GetTimestamp();

    /// <summary>Takes a token; false where there is none.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            _tokens = Math.Min(rate, _tokens + (Stopwatch.GetElapsedTime(_filledAt, now).TotalSeconds * rate));
            _filledAt = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}

namespace AgentCore.Emulator.Http;

/// <summary>
/// Limits the requests of each operation by a token bucket, which holds one second of its rate and is full at first.
/// </summary>
/// <param name="rates">Requests a second by operation; an operation that is not in it has no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class RateLimiter(IReadOnlyDictionary<string, int> rates, TimeProvider time)
{
    private readonly Dictionary<string, Bucket> _buckets =
        rates.ToDictionary(rate => rate.Key, rate => new Bucket(rate.Value, time));

    /// <summary>Counts a request of an operation.</summary>
    /// <exception cref="ServiceException">It comes too early.</exception>
    public void Count(string operation)
    {
        if (_buckets.TryGetValue(operation, out var bucket) && !bucket.TryTake())
        {
            throw ServiceErrors.Throttled(
                $"Rate exceeded: {operation} allows {rates[operation]} requests a second here (the emulator's option "
                + "--rates). Wait, then try again.");
        }
    }

    private sealed class Bucket(int rate, TimeProvider time)
    {
        private readonly object _gate = new();
        private double _tokens = rate;
        private long _filledAt = time.GetTimestamp();

        public bool TryTake()
        {
            lock (_gate)
            {
                var now = time.GetTimestamp();
                _tokens = Math.Min(rate, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * rate));
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
}

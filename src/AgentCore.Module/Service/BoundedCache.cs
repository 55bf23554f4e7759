namespace AgentCore.Service;

/// <summary>Keeps what was made for a key, so that it is made once; no failure, and not more than so many.</summary>
/// <param name="limit">How many are kept; the one that was not used for longest goes first.</param>
internal sealed class BoundedCache<TKey, TValue>(int limit)
    where TKey : notnull
{
    private readonly object _gate = new();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private long _uses;

    /// <summary>
    /// What is kept under the key, else what is made now. What the making throws, all who wait for it get.
    /// </summary>
    /// <remarks>It is made outside the lock: others do not wait for a slow one.</remarks>
    public TValue Get(TKey key, Func<TValue> make)
    {
        var entry = Find(key, make);
        try
        {
            return entry.Value.Value;
        }
        catch
        {
            lock (_gate)
            {
                if (_entries.TryGetValue(key, out var now) && now == entry)
                {
                    _entries.Remove(key);
                }
            }

            throw;
        }
    }

    private Entry Find(TKey key, Func<TValue> make)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                if (_entries.Count == limit)
                {
                    _entries.Remove(_entries.OrderBy(kept => kept.Value.LastUse).First().Key);
                }

                _entries[key] = entry = new Entry(new Lazy<TValue>(make));
            }

            entry.LastUse = ++_uses;
            return entry;
        }
    }

    private sealed class Entry(Lazy<TValue> value)
    {
        public Lazy<TValue> Value { get; } = value;

        public long LastUse { get; set; }
    }
}

using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Keeps what was listed for a completion for a few seconds: Tab is pressed more than once.</summary>
internal sealed class CompletionCache
{
    private static readonly RunspaceLocal<CompletionCache> Runspaces = new(static () => new CompletionCache());
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly Dictionary<object, (DateTime Until, IReadOnlyList<LiveItem> Items)> _entries = [];

    /// <summary>That of the runspace that runs on this thread.</summary>
    public static CompletionCache Current => Runspaces.Current;

    /// <summary>How many lists are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>What was listed under the key a moment ago; null where nothing was.</summary>
    /// <param name="key">Where it was listed, and what.</param>
    /// <param name="now">The time, UTC.</param>
    public IReadOnlyList<LiveItem>? Find(object key, DateTime now)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(key, out var entry) && entry.Until > now ? entry.Items : null;
        }
    }

    /// <summary>Keeps a list, and forgets those whose time is over.</summary>
    public void Keep(object key, IReadOnlyList<LiveItem> items, DateTime now)
    {
        lock (_gate)
        {
            foreach (var old in _entries.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key).ToList())
            {
                _entries.Remove(old);
            }

            _entries[key] = (now + Kept, items);
        }
    }
}

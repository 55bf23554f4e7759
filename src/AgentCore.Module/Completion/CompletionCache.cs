namespace AgentCore;

/// <summary>Keeps what was listed for a completion for a few seconds: Tab is pressed more than once.</summary>
internal sealed class CompletionCache
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly Dictionary<object, (DateTime Until, IReadOnlyList<LiveItem> Items)> _entries = [];

    /// <summary>What was listed under the key a moment ago, or what the listing gives now.</summary>
    public IReadOnlyList<LiveItem> Get(object key, Func<IReadOnlyList<LiveItem>> list)
    {
        var now = DateTime.UtcNow;
        if (_entries.TryGetValue(key, out var entry) && entry.Until > now)
            return entry.Items;
        var items = list();
        _entries[key] = (now + Kept, items);
        return items;
    }
}

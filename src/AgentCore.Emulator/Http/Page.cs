namespace AgentCore.Emulator.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items, newest first.</param>
/// <param name="NextToken">Where to go on; null on the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    /// <summary>How many items a page has when the caller does not say.</summary>
    public const int DefaultSize = 10;

    /// <summary>Cuts one page out of <paramref name="all"/>.</summary>
    /// <param name="all">Everything that the list's filter lets through.</param>
    /// <param name="position">A text by which items sort, later ones greater.</param>
    /// <param name="scope">The list and its filter; a token is good for the same scope only.</param>
    /// <param name="maxResults">Items a page, 1 to 100; <see cref="DefaultSize"/> when null.</param>
    /// <param name="nextToken">Token of the page before.</param>
    public static Page<T> Of(IEnumerable<T> all, Func<T, string> position, string scope, int? maxResults, string? nextToken)
    {
        var size = maxResults ?? DefaultSize;
        var after = nextToken is null ? null : PageTokens.Read(scope, nextToken);
        var items = all
            .Where(item => after is null || string.CompareOrdinal(position(item), after) < 0)
            .OrderByDescending(position, StringComparer.Ordinal)
            .Take(size + 1)
            .ToArray();
        return items.Length > size
            ? new(items[..size], PageTokens.Issue(scope, position(items[size - 1])))
            : new(items, null);
    }
}

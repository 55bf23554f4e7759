using System.Management.Automation;
using AgentCore.Errors;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Service;

/// <summary>Reads a list page after page.</summary>
internal static class Pagination
{
    /// <summary>The most that the service puts on a page; fewer pages are fewer calls.</summary>
    public const int Size = DataLimits.ListBrowserSessions.MaxResultsMax;

    /// <summary>Every item; a page is requested only when the items before it are taken.</summary>
    /// <param name="read">Requests the page that a token leads to; null for the first.</param>
    /// <exception cref="AgentCoreException">The list leads in a circle.</exception>
    public static async IAsyncEnumerable<T> AllAsync<T>(Func<string?, Task<ListPage<T>>> read)
    {
        var tokens = new PaginationGuard();
        string? token = null;
        do
        {
            var page = await read(token);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            token = tokens.Next(page.NextToken);
        }
        while (token is not null);
    }

    /// <summary>
    /// The items of every page. The second page is requested when the first was taken, which shows that the list is
    /// wanted; from then on the next page is on its way while one is taken.
    /// </summary>
    /// <param name="read">Requests the page that a token leads to; null for the first.</param>
    /// <remarks>Who stops reading cancels the request that is on its way, by the token that <c>read</c> has.</remarks>
    /// <exception cref="AgentCoreException">The list leads in a circle.</exception>
    public static async IAsyncEnumerable<IEnumerable<T>> PagesAsync<T>(Func<string?, Task<ListPage<T>>> read)
    {
        var tokens = new PaginationGuard();
        var first = await read(null);
        yield return first.Items;
        var next = NextAsync(first);
        try
        {
            while (await next is { } page)
            {
                next = NextAsync(page);
                yield return page.Items;
            }
        }
        finally
        {
            // Nobody reads the error of a page that is not wanted any more.
            _ = next.ContinueWith(
                static unread => unread.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        async Task<ListPage<T>?> NextAsync(ListPage<T> page) =>
            tokens.Next(page.NextToken) is { } token ? await read(token) : null;
    }
}

/// <summary>Guards against a list that leads in a circle.</summary>
internal sealed class PaginationGuard
{
    private readonly HashSet<string> _seen = [];

    /// <summary>The token to go on with; null at the end.</summary>
    /// <exception cref="AgentCoreException">The token came before.</exception>
    public string? Next(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        return _seen.Add(token!)
            ? token
            : throw new AgentCoreException(
                "RepeatedToken", ErrorCategory.InvalidResult,
                "The service repeats a page of the list; the rest cannot be read.");
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="NextToken">Leads to the next page; null on the last.</param>
internal sealed record ListPage<T>(IEnumerable<T> Items, string? NextToken);

/// <summary>Picks by name, in any case and with wildcards, and knows which literal names nothing had.</summary>
/// <param name="names">The names; none lets everything through.</param>
internal sealed class NameFilter(IReadOnlyCollection<string> names)
{
    private readonly WildcardPattern[] _patterns =
        [.. names.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];

    private readonly HashSet<string> _missing = new(
        names.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)).Select(WildcardPattern.Unescape),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Literal names that nothing had so far.</summary>
    public IReadOnlyCollection<string> Missing
    {
        get
        {
            lock (_missing)
            {
                return [.. _missing];
            }
        }
    }

    /// <summary>Whether it has one of the names. On any thread, since several lists may be read at a time.</summary>
    public bool Takes(string? name)
    {
        lock (_missing)
        {
            _missing.Remove(name ?? "");
        }

        return _patterns.Length == 0 || Array.Exists(_patterns, pattern => pattern.IsMatch(name ?? ""));
    }
}

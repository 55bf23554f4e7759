using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>Reads a list page after page.</summary>
internal static class ListPages
{
    /// <summary>The most that the service puts on a page; fewer pages are fewer calls.</summary>
    public const int Size = 100;

    /// <summary>Every item; a page is asked for only when the items before it are taken.</summary>
    /// <param name="ask">Asks for the page that a token leads to; null for the first.</param>
    /// <exception cref="AgentCoreException">The list leads in a circle.</exception>
    public static async IAsyncEnumerable<T> AllAsync<T>(Func<string?, Task<ListPage<T>>> ask)
    {
        var tokens = new PageTokens();
        string? token = null;
        do
        {
            var page = await ask(token);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            token = tokens.Next(page.NextToken);
        }
        while (token is not null);
    }
}

/// <summary>Guards against a list that leads in a circle.</summary>
internal sealed class PageTokens
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
                "RepeatedToken", ErrorCategory.InvalidResult, "The service repeats a page of the list; the rest cannot be read.");
    }
}

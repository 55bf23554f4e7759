using System.Collections;
using AgentCore.Errors;
using AgentCore.Pages.Elements;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Reads what one parameter names an element by.</summary>
internal static class ElementArgument
{
    private static readonly Dictionary<string, Func<ElementQuery, string, ElementQuery>> Ways =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Selector"] = (query, value) => query with { Selector = value },
            ["Text"] = (query, value) => query with { Text = value },
            ["Role"] = (query, value) => query with { Role = value },
            ["Name"] = (query, value) => query with { Name = value },
            ["Label"] = (query, value) => query with { Label = value },
            ["Placeholder"] = (query, value) => query with { Placeholder = value },
            ["TestId"] = (query, value) => query with { TestId = value },
            ["Ref"] = (query, value) => query with { Ref = value },
        };

    /// <summary>
    /// An element, a reference such as e12, another text as a CSS selector, or a hashtable of ways of naming, such as
    /// <c>@{ Text = 'Buy now' }</c>.
    /// </summary>
    /// <exception cref="AgentCoreException">It is something else.</exception>
    public static ElementQuery Read(object value) => PlainObject.Of(value) switch
    {
        BrowserElement element => new ElementQuery { Element = element },
        string reference when ElementRefs.IsRef(reference) => new ElementQuery { Ref = reference },
        string selector => new ElementQuery { Selector = selector },
        IDictionary { Count: > 0 } ways => ways.Cast<DictionaryEntry>().Aggregate(
            new ElementQuery(),
            (query, entry) => Ways.TryGetValue($"{entry.Key}", out var with) ? with(query, $"{entry.Value}")
                : throw Failures.InvalidArgument(
                    $"'{entry.Key}' is not a way of naming an element. Use {string.Join(", ", Ways.Keys)}.")),
        var other => throw Failures.InvalidArgument(
            $"'{other}' does not name an element. Give an element, a reference such as e12, a CSS selector, or a "
                + "hashtable such as @{ Text = 'Buy now' }."),
    };
}

using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Pages.Elements;

/// <summary>The errors where not exactly one element is meant.</summary>
internal static class MissingElement
{
    /// <summary>No element: with the names that come nearest.</summary>
    public static async Task<AgentCoreException> NoneAsync(
        PageElements elements, ElementQuery query, CancellationToken cancellationToken)
    {
        var message = $"No {query} is on the page.";
        var nearest = query.IsNamed ? await elements.NearestAsync(query, cancellationToken) : [];
        if (nearest.Count > 0)
        {
            var names = string.Join(", ", nearest.Select(name => $"'{name}'"));
            return Failures.NotFound($"{message} The nearest: {names}.");
        }

        return Failures.NotFound(
            message,
            query is { Selector: not null, Text: null } ? "For what an element shows use -Text, for a field -Label."
                : "Get-ACBrowserPage shows what is on the page.");
    }

    /// <summary>More than one element: how many, and the first three.</summary>
    public static AgentCoreException Several(ElementQuery query, IReadOnlyList<FoundElement> found)
    {
        var first = string.Join(", ", found.Take(3).Select(Brief));
        return new AgentCoreException(
            "SeveralElements",
            ErrorCategory.InvalidArgument,
            $"One {query} is meant, and {found.Count} are on the page: "
                + $"{first}{(found.Count > 3 ? ", ..." : "")}.")
        {
            RecommendedAction = "Name it more closely, by -Role or -Selector as well, or take one: "
                + "Get-ACBrowserElement ... | Select-Object -First 1.",
        };
    }

    // As scripts name what covers an element: button#buy.big "Buy now".
    private static string Brief(FoundElement element)
    {
        var id = element.Attributes["id"] is string { Length: > 0 } given ? "#" + given : "";
        var classes = string.Concat(
            $"{element.Attributes["class"]}".Split([' '], StringSplitOptions.RemoveEmptyEntries).Take(3)
                .Select(name => "." + name));
        var text = element.Text.Length > 40 ? element.Text[..40] + "…" : element.Text;
        return element.Tag + id + classes + (text.Length > 0 ? $" \"{text}\"" : "");
    }
}

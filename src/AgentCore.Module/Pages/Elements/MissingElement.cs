using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Elements;

/// <summary>The errors where not exactly one element is meant.</summary>
internal static class MissingElement
{
    private const string Hides = "(...given) => AgentCoreElements.hides(...given)";

    /// <summary>No element: with the names that come nearest.</summary>
    public static async Task<AgentCoreException> NoneAsync(
        PageElements elements, ElementQuery query, CancellationToken cancellationToken)
    {
        var message = $"No {query} is on the page.";
        if (await IsHiddenAsync(elements, query, cancellationToken))
        {
            return Failures.NotFound(
                $"The {query} is on the page, but it is not visible.",
                "Roles and names are those of what can be seen. Wait until it is shown, or name it by -Text or "
                    + "-Selector.");
        }

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

    /// <summary>A reference that leads to nothing in a tab: the element is in another one, or gone.</summary>
    public static AgentCoreException Gone(string reference, Tab tab, string owner) =>
        owner != tab.Target.TargetId
            && tab.Browser.Memory.Get<TabListState>().Tabs.FirstOrDefault(one => one.Id == owner) is { } other
            ? Failures.NotFound(
                $"The element '{reference}' is in another tab, {other.Index} ('{other.Title}'). Use "
                    + $"-Tab {other.Index}.")
            : Failures.NotFound(
                $"The element '{reference}' is gone: the page, or the frame it was in, shows another document or has "
                    + "removed it. Read the page again.");

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

    // Chromium gives what is hidden neither a role nor a name.
    private static async Task<bool> IsHiddenAsync(
        PageElements elements, ElementQuery query, CancellationToken cancellationToken)
    {
        if (query with { Role = null, Name = null } is { IsEmpty: false } || query.IsEmpty)
        {
            return false;
        }

        foreach (var world in await elements.WorldsAsync(cancellationToken))
        {
            var hides = await world.CallAsync(Hides, [query.Role, query.Name, world.Document], cancellationToken);
            if (hides.GetBoolean())
            {
                return true;
            }
        }

        return false;
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

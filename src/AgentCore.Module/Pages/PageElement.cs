using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.Pages;

/// <summary>Finds an element of a page by CSS selector.</summary>
internal static class PageElement
{
    private const string Measure = """
        (() => {
          const element = document.querySelector(SELECTOR);
          if (!element) return null;
          element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
          const box = element.getBoundingClientRect();
          return [box.x + scrollX, box.y + scrollY, box.width, box.height];
        })()
        """;

    /// <summary>Where the first match lies on the page, as a clip of a screenshot.</summary>
    /// <exception cref="AgentCoreException">Nothing matches, what matches takes no place, or it is no selector.</exception>
    public static async Task<object> BoxAsync(AttachedPage page, string selector, CancellationToken cancellationToken)
    {
        var expression = Measure.Replace("SELECTOR", JavaScriptLiteral.Of(selector));
        var answer = await page.SendAsync("Runtime.evaluate", new { expression, returnByValue = true }, cancellationToken);
        if (answer.TryGetProperty("exceptionDetails", out _))
        {
            throw Refusal.InvalidArgument($"'{selector}' is no CSS selector.");
        }

        var value = answer.GetProperty("result").GetProperty("value");
        if (value.ValueKind == JsonValueKind.Null)
        {
            throw Refusal.NotFound($"Nothing on the page matches the selector '{selector}'.");
        }

        var (x, y, width, height) = (Side(value, 0), Side(value, 1), Side(value, 2), Side(value, 3));
        return width > 0 && height > 0
            ? new { x, y, width, height, scale = 1 }
            : throw Refusal.InvalidState($"What the selector '{selector}' matches is not shown: it takes no place on the page.");
    }

    private static double Side(JsonElement box, int index) => box[index].GetDouble();
}

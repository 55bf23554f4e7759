using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Pages.Elements;

namespace AgentCore.Pages.Waiting;

/// <summary>What elements have to be like.</summary>
/// <param name="Query">How they are named.</param>
internal sealed record ElementCondition(ElementQuery Query)
{
    /// <summary>How many there have to be; null for at least one.</summary>
    public int? Count { get; init; }

    /// <summary>What their value has to be, with wildcards; null for any.</summary>
    public string? Value { get; init; }

    /// <summary>Whether there must be none.</summary>
    public bool Gone { get; init; }

    /// <summary>Such as <c>3 x element with label 'Total' with value '12*'</c>.</summary>
    public override string ToString() =>
        (Gone ? $"the end of the {Query}" : Count is null ? $"an {Query}" : $"{Count} x {Query}")
            + (Value is null ? "" : $" with value '{Value}'");
}

/// <summary>Waits for elements that can be seen.</summary>
internal static class ElementWaiting
{
    private const int MaxShown = 3;

    // The search for names that are like the wanted one costs as much as many looks.
    private const int LooksBetweenNames = 10;

    /// <summary>The elements, when they are as they have to be; none where they are gone.</summary>
    /// <exception cref="AgentCoreException">Time is up, or the selector or the reference leads nowhere.</exception>
    public static Task<IReadOnlyList<object>> ForAsync(
        PageWaiter waiter, ElementCondition condition, CancellationToken cancellationToken)
    {
        var (turn, nearest) = (0, "");
        return waiter.UntilAsync($"{condition}", LookAsync, cancellationToken);

        async Task<Look> LookAsync(CancellationToken cancellationToken)
        {
            var found = await FindAsync(waiter, condition, cancellationToken);
            var shown = found.Where(element => element.Visible).ToArray();
            var fitting = shown.Where(element => HasValue(element, condition.Value)).ToArray();
            if (condition.Gone)
            {
                return fitting.Length == 0 ? Look.At([]) : Look.Not($"still there: {Brief(fitting[0])}");
            }

            if (fitting.Length == (condition.Count ?? Math.Max(1, fitting.Length)))
            {
                var read = await ElementReading.ReadAsync(
                    waiter.Elements, fitting, waiter.Session, condition.Query, cancellationToken);
                return read.Count == fitting.Length ? Look.At(read) : Look.Not("the page replaces it all the time");
            }

            if (found.Count == 0 && turn++ % LooksBetweenNames == 0)
            {
                var names = await waiter.Elements.NearestAsync(condition.Query, cancellationToken);
                nearest = names.Count == 0 ? "" : "; the nearest: "
                    + string.Join(", ", names.Select(name => $"'{name}'"));
            }

            return Look.Not(Seen(condition, found, shown, fitting.Length) + (found.Count == 0 ? nearest : ""));
        }
    }

    // An element of a reference is there or gone for good.
    private static async Task<IReadOnlyList<FoundElement>> FindAsync(
        PageWaiter waiter, ElementCondition condition, CancellationToken cancellationToken)
    {
        try
        {
            return await waiter.Elements.FindAsync(condition.Query, cancellationToken);
        }
        catch (AgentCoreException gone) when (condition.Gone && gone.Category == ErrorCategory.ObjectNotFound)
        {
            return [];
        }
    }

    private static string Seen(
        ElementCondition condition, IReadOnlyList<FoundElement> found, IReadOnlyList<FoundElement> shown, int fitting)
    {
        if (found.Count == 0)
        {
            return "there is none on the page";
        }

        if (shown.Count == 0)
        {
            return found.Count == 1 ? $"it is hidden: {Brief(found[0])}" : $"all {found.Count} of them are hidden";
        }

        if (condition.Value is not null && fitting == 0)
        {
            var values = string.Join(", ", shown.Take(MaxShown).Select(element => $"'{ValueOf(element)}'"));
            return shown.Count == 1 ? $"its value is {values}" : $"the values are {values}"
                + (shown.Count > MaxShown ? ", ..." : "");
        }

        return fitting == 1 ? "there is 1" : $"there are {fitting}";
    }

    private static bool HasValue(FoundElement element, string? wanted) =>
        wanted is null || Wildcard.Fits(ValueOf(element), wanted);

    // What is no field shows its value as text.
    private static string ValueOf(FoundElement element) => element.Value switch
    {
        string[] several => string.Join(", ", several),
        string value => value,
        _ => element.Text,
    };

    private static string Brief(FoundElement element) =>
        element.Text.Length is > 0 and <= 60 ? $"{element.Tag} '{element.Text}'" : element.Tag;
}

/// <summary>PowerShell's wildcards.</summary>
internal static class Wildcard
{
    /// <summary>Whether a text is the pattern itself, or is like it; upper and lower case are the same.</summary>
    public static bool Fits(string text, string pattern) =>
        string.Equals(text, pattern, StringComparison.OrdinalIgnoreCase)
        || WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text);
}

using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Elements;

/// <summary>Waits until the one element that is meant can be used.</summary>
internal static class ElementWait
{
    private const string Ready = "(...given) => AgentCoreStates.ready(...given)";
    private const string Cover = "(element, x, y) => AgentCoreStates.cover(element, x, y)";

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>The element, and where to click it.</summary>
    /// <param name="elements">The page's elements.</param>
    /// <param name="query">Which is meant.</param>
    /// <param name="need">What it has to be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentCoreException">
    /// Time is up, and what was missing; or more than one element is meant.
    /// </exception>
    public static Task<ReadyElement> ForAsync(
        PageElements elements, ElementQuery query, ElementNeed need, CancellationToken cancellationToken) => UntilAsync(
        elements, query, turn => TryAsync(elements, query, need, turn, cancellationToken), cancellationToken);

    /// <summary>Tries again and again, also when the page shows another document meanwhile.</summary>
    /// <param name="elements">The page's elements.</param>
    /// <param name="query">What is waited for.</param>
    /// <param name="attempt">Gets the number of the attempt; gives the result, or what is missing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentCoreException">Time is up, and what was missing.</exception>
    public static async Task<T> UntilAsync<T>(
        PageElements elements, ElementQuery query, Func<int, Task<(T? Ready, AgentCoreException? Missing)>> attempt,
        CancellationToken cancellationToken)
        where T : class
    {
        AgentCoreException? missing = null;
        try
        {
            var delay = First;
            for (var turn = 0; ; turn++)
            {
                try
                {
                    var (ready, lacking) = await attempt(turn);
                    if (ready is not null)
                    {
                        return ready;
                    }

                    missing = lacking;
                }
                catch (CdpException moved)
                {
                    elements.Dispose();
                    missing = Missing("PageChanging", query, $"the page changes all the time ({moved.Message})");
                }

                await Task.Delay(delay, cancellationToken);
                delay = delay < Longest ? TimeSpan.FromTicks(delay.Ticks * 2) : Longest;
            }
        }
        catch (OperationCanceledException) when (missing is not null)
        {
            throw missing;
        }
    }

    private static async Task<(ReadyElement? Ready, AgentCoreException? Missing)> TryAsync(
        PageElements elements, ElementQuery query, ElementNeed need, int turn, CancellationToken cancellationToken)
    {
        var found = need.Narrow(await elements.FindAsync(query, cancellationToken));
        if (found.Count == 0)
        {
            return (null, await MissingElement.NoneAsync(elements, query, cancellationToken));
        }

        var element = found.Count == 1 ? found[0] : throw MissingElement.Several(query, found);
        if (need.Target is { } target)
        {
            element = await target(element, cancellationToken);
        }

        var state = await element.CallAsync(Ready, [need.Flags, turn], cancellationToken);
        if (state.GetProperty("problem").ValueEquals("unscrolled"))
        {
            // As little as possible; in later turns to other places, away from what may lie over an edge of the view.
            await element.World.SendAsync(
                "DOM.scrollIntoViewIfNeeded", new { objectId = element.Node!.ObjectId }, cancellationToken);
            state = await element.CallAsync(Ready, [need.Flags, null], cancellationToken);
        }

        if (state.GetProperty("problem").GetString() is { } problem)
        {
            return (null, Missing(element, query, problem));
        }

        return need.Still
            ? await PlaceAsync(elements, element, state, query, need, cancellationToken)
            : (new ReadyElement(element, 0, 0), null);
    }

    // Where to click it in the view of the page, if no frame around it is covered there.
    private static async Task<(ReadyElement? Ready, AgentCoreException? Missing)> PlaceAsync(
        PageElements elements, FoundElement element, JsonElement state, ElementQuery query, ElementNeed need,
        CancellationToken cancellationToken)
    {
        var (x, y) = (state.GetProperty("x").GetDouble(), state.GetProperty("y").GetDouble());
        var cover = state.GetProperty("cover").GetString();
        foreach (var owner in await FramePoints.AroundAsync(elements, element.World.Frame, cancellationToken))
        {
            (x, y) = owner.Outward(x, y);
            cover ??= need.Uncovered
                ? (await owner.World.CallAsync(Cover, [owner.Node, x, y], cancellationToken)).GetString()
                : null;
        }

        return cover is null
            ? (new ReadyElement(element, x, y), null)
            : (null, Missing("ElementCovered", query, $"it is covered by {cover}"));
    }

    private static AgentCoreException Missing(FoundElement element, ElementQuery query, string problem) =>
        problem switch
        {
            "hidden" when element.Tag == "option" => Missing(
                "ElementHidden", query, "it is an option of a list; set the list: Set-ACBrowserElement -Value"),
            "hidden" => Missing("ElementHidden", query, "it is not visible"),
            "disabled" => Missing("ElementDisabled", query, "it is disabled"),
            "readonly" => Missing("ElementReadOnly", query, "it is read-only"),
            "moving" => Missing("ElementMoving", query, "it does not stand still"),
            "outside" => Missing("ElementOutside", query, "no part of it can be scrolled into the view"),
            _ => Missing("ElementGone", query, "the page replaces it all the time"),
        };

    private static AgentCoreException Missing(string id, ElementQuery query, string why) => new(
        id,
        ErrorCategory.OperationTimeout,
        $"The {query} could not be used in time (-TimeoutSeconds): {why}.");
}

/// <summary>An element that can be used.</summary>
/// <param name="Element">The element.</param>
/// <param name="X">Where to click, in CSS pixels from the left of the page's view.</param>
/// <param name="Y">The same from its top.</param>
internal sealed record ReadyElement(FoundElement Element, double X, double Y);

/// <summary>What an element has to be before it is used.</summary>
internal sealed record ElementNeed
{
    /// <summary>It can be seen.</summary>
    public bool Shown { get; init; }

    /// <summary>It is not disabled.</summary>
    public bool Enabled { get; init; }

    /// <summary>It is not read-only.</summary>
    public bool Writable { get; init; }

    /// <summary>It stands still, and was scrolled into the view.</summary>
    public bool Still { get; init; }

    /// <summary>Nothing lies over it where it is clicked.</summary>
    public bool Uncovered { get; init; }

    /// <summary>Of several, the one that is made to be clicked.</summary>
    public bool Active { get; init; }

    /// <summary>The element to use for the one that was named, such as the field of a label.</summary>
    public Func<FoundElement, CancellationToken, Task<FoundElement>>? Target { get; init; }

    /// <summary>For the script that looks at it.</summary>
    public object Flags =>
        new { shown = Shown, usable = Enabled, writable = Writable, still = Still, uncovered = Uncovered };

    /// <summary>Of several, those that can be seen, and of these, those that can be used; all where none can.</summary>
    public IReadOnlyList<FoundElement> Narrow(IReadOnlyList<FoundElement> found)
    {
        found = Those(element => element.Visible);
        found = Those(element => element.Enabled);
        return Active ? Those(element => element.IsActive) : found;

        IReadOnlyList<FoundElement> Those(Func<FoundElement, bool> fits)
        {
            var left = found.Count > 1 ? found.Where(fits).ToArray() : [];
            return left.Length > 0 ? left : found;
        }
    }
}

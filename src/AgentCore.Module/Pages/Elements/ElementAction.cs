using AgentCore.Errors;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Elements;

/// <summary>Something that is done with one element.</summary>
internal abstract record ElementAction
{
    /// <summary>What is done, as -WhatIf says it.</summary>
    public abstract string Description { get; }

    /// <summary>Does it as soon as the element can be used; gives the element.</summary>
    /// <exception cref="AgentCoreException">It cannot be done in time.</exception>
    public abstract Task<FoundElement> RunAsync(
        PageElements elements, ElementQuery query, CancellationToken cancellationToken);

    private static ElementNeed Reachable { get; } = new() { Shown = true, Still = true, Uncovered = true };

    /// <summary>Clicks.</summary>
    public sealed record Click(BrowserMouseButton Button, int Count, IReadOnlyList<BrowserModifierKey> Modifiers)
        : ElementAction
    {
        /// <inheritdoc/>
        public override string Description => Count == 1 ? "Click" : $"Click {Count} times";

        /// <inheritdoc/>
        public override async Task<FoundElement> RunAsync(
            PageElements elements, ElementQuery query, CancellationToken cancellationToken)
        {
            var need = Reachable with { Enabled = true, Active = true };
            var ready = await ElementWait.ForAsync(elements, query, need, cancellationToken);
            using var turn = await InputTurn.TakeAsync(elements.Tab, cancellationToken);
            await ElementMouse.ClickAsync(elements.Tab, ready, Button, Count, Modifiers, cancellationToken);
            return ready.Element;
        }
    }

    /// <summary>Moves the pointer onto it.</summary>
    public sealed record Hover : ElementAction
    {
        /// <inheritdoc/>
        public override string Description => "Hover";

        /// <inheritdoc/>
        public override async Task<FoundElement> RunAsync(
            PageElements elements, ElementQuery query, CancellationToken cancellationToken)
        {
            var ready = await ElementWait.ForAsync(elements, query, Reachable, cancellationToken);
            using var turn = await InputTurn.TakeAsync(elements.Tab, cancellationToken);
            await ElementMouse.HoverAsync(elements.Tab, ready, cancellationToken);
            return ready.Element;
        }
    }

    /// <summary>Gives it the focus, and presses keys.</summary>
    public sealed record Press(IReadOnlyList<KeyChord> Keys) : ElementAction
    {
        private const string Focus = "(element) => AgentCoreFields.focus(element)";

        /// <inheritdoc/>
        public override string Description => Keys.Count == 0 ? "Focus" : "Press keys";

        /// <inheritdoc/>
        public override async Task<FoundElement> RunAsync(
            PageElements elements, ElementQuery query, CancellationToken cancellationToken)
        {
            var need = new ElementNeed { Shown = true, Enabled = true, Still = true, Active = true };
            var ready = await ElementWait.ForAsync(elements, query, need, cancellationToken);
            using var turn = await InputTurn.TakeAsync(elements.Tab, cancellationToken);
            if (!(await ready.Element.CallAsync(Focus, [], cancellationToken)).GetBoolean())
            {
                throw Failures.InvalidState($"The {query} does not take the focus.");
            }

            foreach (var key in Keys)
            {
                await key.PressAsync(elements.Tab, cancellationToken);
            }

            return ready.Element;
        }
    }

    /// <summary>Drags it to another element.</summary>
    public sealed record Drag(ElementQuery Target) : ElementAction
    {
        private const string Forget = "() => AgentCoreStates.forgetDrag()";
        private const string HasBegun = "() => AgentCoreStates.drag.began";
        private const string IsOver = "() => AgentCoreStates.drag.over";

        private const int MostTurns = 50;

        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

        /// <inheritdoc/>
        public override string Description => $"Drag to the {Target}";

        /// <inheritdoc/>
        public override async Task<FoundElement> RunAsync(
            PageElements elements, ElementQuery query, CancellationToken cancellationToken)
        {
            // Both are there before anything is taken.
            await ElementWait.ForAsync(elements, Target, Reachable, cancellationToken);
            var ready = await ElementWait.ForAsync(
                elements, query, Reachable with { Enabled = true }, cancellationToken);
            using var turn = await InputTurn.TakeAsync(elements.Tab, cancellationToken);
            await ready.Element.CallAsync(Forget, [], cancellationToken);
            await ElementMouse.TakeAsync(elements.Tab, ready, cancellationToken);
            try
            {
                // What is dragged may lie over the target.
                var target = await ElementWait.ForAsync(
                    elements, Target, Reachable with { Uncovered = false }, cancellationToken);
                await target.Element.CallAsync(Forget, [], cancellationToken);
                await ElementMouse.DragAsync(elements.Tab, target, cancellationToken);
                if ((await ready.Element.CallAsync(HasBegun, [], cancellationToken)).GetBoolean())
                {
                    await BeOverAsync(elements.Tab, target, cancellationToken);
                }

                await ElementMouse.DropAsync(elements.Tab, target, cancellationToken);
            }
            catch (AgentCoreException)
            {
                await ElementMouse.LetGoAsync(elements.Tab, cancellationToken);
                throw;
            }

            return ready.Element;
        }

        // The browser begins its own drag a moment after the pointer has moved; what is let go of before drops nothing.
        // Over some elements there never is one.
        private static async Task BeOverAsync(Tab tab, ReadyElement target, CancellationToken cancellationToken)
        {
            for (var turn = 0; turn < MostTurns; turn++)
            {
                if ((await target.Element.CallAsync(IsOver, [], cancellationToken)).GetBoolean())
                {
                    return;
                }

                await Task.Delay(Pause, cancellationToken);
                await ElementMouse.DragAsync(tab, target, cancellationToken);
            }
        }
    }

    /// <summary>Scrolls until it is in the view.</summary>
    public sealed record ScrollIntoView : ElementAction
    {
        /// <inheritdoc/>
        public override string Description => "Scroll into view";

        /// <inheritdoc/>
        public override async Task<FoundElement> RunAsync(
            PageElements elements, ElementQuery query, CancellationToken cancellationToken)
        {
            var need = new ElementNeed { Shown = true, Still = true };
            return (await ElementWait.ForAsync(elements, query, need, cancellationToken)).Element;
        }
    }
}

using AgentCore.Pages.Engine;
using PuppeteerSharp;
using PuppeteerSharp.Input;

namespace AgentCore.Pages.Elements;

/// <summary>The mouse, and the keys that are held down meanwhile.</summary>
internal static class ElementMouse
{
    // What is dragged follows the pointer, not its jumps.
    private const int Steps = 10;

    /// <summary>Clicks in the middle of an element.</summary>
    /// <param name="tab">The tab.</param>
    /// <param name="ready">The element.</param>
    /// <param name="button">The button.</param>
    /// <param name="count">How often; 2 is a double click.</param>
    /// <param name="modifiers">Keys to hold down.</param>
    /// <param name="cancellationToken">Closes the connection.</param>
    public static Task ClickAsync(
        Tab tab, ReadyElement ready, BrowserMouseButton button, int count, IReadOnlyList<BrowserModifierKey> modifiers,
        CancellationToken cancellationToken) => tab.RunAsync(
        async page =>
        {
            await MoveAsync(page, ready, 1);
            await HoldAsync(page, modifiers, async () =>
            {
                for (var number = 1; number <= count; number++)
                {
                    var click = new ClickOptions { Button = Of(button), Count = number };
                    await page.Mouse.DownAsync(click);
                    await page.Mouse.UpAsync(click);
                }
            });
        },
        cancellationToken);

    /// <summary>Moves the pointer to the middle of an element.</summary>
    public static Task HoverAsync(Tab tab, ReadyElement ready, CancellationToken cancellationToken) =>
        tab.RunAsync(page => MoveAsync(page, ready, 1), cancellationToken);

    /// <summary>Presses the button on an element; what follows drags it.</summary>
    public static Task TakeAsync(Tab tab, ReadyElement ready, CancellationToken cancellationToken) => tab.RunAsync(
        async page =>
        {
            await MoveAsync(page, ready, 1);
            await page.Mouse.DownAsync();
        },
        cancellationToken);

    /// <summary>Moves what was taken to another element.</summary>
    public static Task DragAsync(Tab tab, ReadyElement target, CancellationToken cancellationToken) =>
        tab.RunAsync(page => MoveAsync(page, target, Steps), cancellationToken);

    /// <summary>Lets go of what was taken on an element that it was moved to.</summary>
    public static Task DropAsync(Tab tab, ReadyElement target, CancellationToken cancellationToken) => tab.RunAsync(
        async page =>
        {
            // What a drop is allowed on is found out by the move before.
            await MoveAsync(page, target, 1);
            await page.Mouse.UpAsync();
        },
        cancellationToken);

    /// <summary>Lets go of what was taken, wherever it is.</summary>
    public static Task LetGoAsync(Tab tab, CancellationToken cancellationToken) =>
        tab.RunAsync(page => page.Mouse.UpAsync(), cancellationToken);

    private static async Task HoldAsync(IPage page, IReadOnlyList<BrowserModifierKey> modifiers, Func<Task> work)
    {
        foreach (var key in modifiers)
        {
            await page.Keyboard.DownAsync(key.ToString());
        }

        try
        {
            await work();
        }
        finally
        {
            foreach (var key in modifiers)
            {
                await page.Keyboard.UpAsync(key.ToString());
            }
        }
    }

    private static Task MoveAsync(IPage page, ReadyElement to, int steps) =>
        page.Mouse.MoveAsync((decimal)to.X, (decimal)to.Y, new MoveOptions { Steps = steps });

    private static MouseButton Of(BrowserMouseButton button) => button switch
    {
        BrowserMouseButton.Right => MouseButton.Right,
        BrowserMouseButton.Middle => MouseButton.Middle,
        _ => MouseButton.Left,
    };
}

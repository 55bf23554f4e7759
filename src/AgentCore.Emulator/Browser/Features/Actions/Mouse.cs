using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>The four actions of the mouse.</summary>
internal static class Mouse
{
    // Pages that follow a drag look at the places between; a jump would be none to them.
    private const int DragSteps = 10;

    /// <summary>Moves there and presses the button, as often as asked: 2 is a double click.</summary>
    public static async Task ClickAsync(ShownPage page, MouseClickArguments click)
    {
        var place = Place.Of(page, click.X!.Value, click.Y!.Value);
        var button = MouseButton.Of(click.Button);
        await DispatchAsync(page, "mouseMoved", place);
        for (var count = 1; count <= (click.ClickCount ?? 1); count++)
        {
            await DispatchAsync(page, "mousePressed", place, button, button.Mask, count);
            await DispatchAsync(page, "mouseReleased", place, button, 0, count);
        }
    }

    /// <summary>Moves there.</summary>
    public static Task MoveAsync(ShownPage page, MouseMoveArguments move) =>
        DispatchAsync(page, "mouseMoved", Place.Of(page, move.X!.Value, move.Y!.Value));

    /// <summary>Moves with the button held; what the page makes draggable is dropped at the end.</summary>
    public static async Task DragAsync(ShownPage page, MouseDragArguments drag)
    {
        var start = Place.Of(page, drag.StartX!.Value, drag.StartY!.Value);
        var end = Place.Of(page, drag.EndX!.Value, drag.EndY!.Value);
        var button = MouseButton.Of(drag.Button);

        // Without this Chromium begins a drag of the system, which no headless machine can end.
        await page.InputAsync("setInterceptDrags", new { enabled = true });
        await DispatchAsync(page, "mouseMoved", start);
        await DispatchAsync(page, "mousePressed", start, button, button.Mask, 1);
        for (var step = 1; step <= DragSteps; step++)
        {
            await DispatchAsync(page, "mouseMoved", start.Towards(end, (double)step / DragSteps), button, button.Mask);
        }

        if (page.Dragged is { } data)
        {
            foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
            {
                await page.InputAsync("dispatchDragEvent", new { type, x = end.X, y = end.Y, data });
            }
        }

        await DispatchAsync(page, "mouseReleased", end, button, 0, 1);
        await page.InputAsync("setInterceptDrags", new { enabled = false });
    }

    /// <summary>Moves there and turns the wheel.</summary>
    public static async Task ScrollAsync(ShownPage page, MouseScrollArguments scroll)
    {
        var place = Place.Of(page, scroll.X!.Value, scroll.Y!.Value);
        await DispatchAsync(page, "mouseMoved", place);
        await page.InputAsync("dispatchMouseEvent", new
        {
            type = "mouseWheel",
            x = place.X,
            y = place.Y,
            deltaX = scroll.DeltaX ?? 0,
            deltaY = -(scroll.DeltaY ?? 0), // the service's negative values scroll down, Chromium's positive ones do
        });
    }

    private static Task DispatchAsync(
        ShownPage page,
        string type,
        Place place,
        MouseButton? button = null,
        int buttons = 0,
        int clickCount = 0) => page.InputAsync(
            "dispatchMouseEvent",
            new { type, x = place.X, y = place.Y, button = button?.Name ?? "none", buttons, clickCount });

    private sealed record MouseButton(string Name, int Mask)
    {
        public static MouseButton Of(string? name) => name switch
        {
            "RIGHT" => new("right", 2),
            "MIDDLE" => new("middle", 4),
            _ => new("left", 1),
        };
    }
}

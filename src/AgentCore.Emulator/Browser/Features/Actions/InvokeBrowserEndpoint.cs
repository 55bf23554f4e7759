using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>InvokeBrowser: mouse, keyboard and screen of a session, one action a call.</summary>
internal sealed class InvokeBrowserEndpoint(BrowserSessionService service)
{
    /// <summary>Adds the handler.</summary>
    public void Register(OperationRegistry registry) =>
        registry.Handle<InvokeBrowserRequest, InvokeBrowserResponse>("InvokeBrowser", InvokeAsync);

    private async Task<InvokeBrowserResponse> InvokeAsync(InvokeBrowserRequest request, OperationContext context)
    {
        var session = service.GetReady(context.Region, request.BrowserIdentifier!, request.SessionId!);
        return new(await PerformAsync(session.Actions, request.Action!), session.Seed.Id);
    }

    private static async Task<BrowserActionResult> PerformAsync(ActionRunner actions, BrowserAction action) => action switch
    {
        { MouseClick: { } click } => new() { MouseClick = await actions.RunAsync(page => Mouse.ClickAsync(page, click)) },
        { MouseMove: { } move } => new() { MouseMove = await actions.RunAsync(page => Mouse.MoveAsync(page, move)) },
        { MouseDrag: { } drag } => new() { MouseDrag = await actions.RunAsync(page => Mouse.DragAsync(page, drag)) },
        { MouseScroll: { } scroll } => new() { MouseScroll = await actions.RunAsync(page => Mouse.ScrollAsync(page, scroll)) },
        { KeyType: { } type } => new() { KeyType = await actions.RunAsync(page => Keyboard.TypeAsync(page, type)) },
        { KeyPress: { } press } => new() { KeyPress = await actions.RunAsync(page => Keyboard.PressAsync(page, press)) },
        { KeyShortcut: { } keys } => new() { KeyShortcut = await actions.RunAsync(page => Keyboard.ShortcutAsync(page, keys)) },
        { Screenshot: not null } => new() { Screenshot = await actions.RunAsync(page => page.CaptureAsync()) },
        _ => throw new InvalidOperationException("The validator lets no other action through."),
    };
}

/// <summary>A place on a page, in CSS pixels from the upper left corner of its view port.</summary>
internal readonly record struct Place(double X, double Y)
{
    /// <summary>The place, if it lies within the view port.</summary>
    /// <exception cref="ActionFailedException">It does not; the message has the limits.</exception>
    public static Place Of(ShownPage page, int x, int y)
    {
        // The service's documentation leaves out the outermost pixels.
        var (width, height) = (page.ViewPort.Width!.Value, page.ViewPort.Height!.Value);
        return x > 1 && x < width - 2 && y > 1 && y < height - 2
            ? new(x, y)
            : throw new ActionFailedException(
                $"x {x}, y {y} is not within the view port of {width}x{height}: "
                + $"x must be between 2 and {width - 3}, y between 2 and {height - 3}.");
    }

    /// <summary>The place at a fraction, 0 to 1, of the way to another.</summary>
    public Place Towards(Place end, double fraction) => new(X + ((end.X - X) * fraction), Y + ((end.Y - Y) * fraction));
}

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

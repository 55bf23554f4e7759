using System.Globalization;
using AgentCore.Emulator.Browser.Features.Dialogs;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>Handles InvokeBrowser: one action of the mouse, the keyboard or the screen of a session.</summary>
internal sealed class InvokeBrowserEndpoint(BrowserSessionService service)
{
    /// <summary>Registers the operation.</summary>
    public void Register(OperationRegistry registry) =>
        registry.Handle<InvokeBrowserRequest, InvokeBrowserResponse>("InvokeBrowser", InvokeAsync);

    private async Task<InvokeBrowserResponse> InvokeAsync(InvokeBrowserRequest request, OperationContext context)
    {
        var session = service.GetReady(context.Region, request.BrowserIdentifier!, request.SessionId!);
        var result = await session.Feature<ActionRunner>()
            .RunAsync(session, page => PerformAsync(page, request.Action!));
        return new(ResultOf(request.Action!, result), session.Seed.Id);
    }

    private static Task<byte[]?> PerformAsync(ShownPage page, BrowserAction action) => action switch
    {
        _ when page.Dialog is { } dialog => DialogActions.PerformAsync(page, dialog, action),
        { MouseClick: { } click } => WithoutImageAsync(Mouse.ClickAsync(page, click)),
        { MouseMove: { } move } => WithoutImageAsync(Mouse.MoveAsync(page, move)),
        { MouseDrag: { } drag } => WithoutImageAsync(Mouse.DragAsync(page, drag)),
        { MouseScroll: { } turn } => WithoutImageAsync(Mouse.ScrollAsync(page, turn)),
        { KeyType: { } type } => WithoutImageAsync(Keyboard.TypeAsync(page, type)),
        { KeyPress: { } press } => WithoutImageAsync(Keyboard.PressAsync(page, press)),
        { KeyShortcut: { } keys } => WithoutImageAsync(Keyboard.ShortcutAsync(page, keys)),
        _ => page.CaptureAsync(),
    };

    private static async Task<byte[]?> WithoutImageAsync(Task action)
    {
        await action;
        return null;
    }

    private static BrowserActionResult ResultOf(BrowserAction action, ActionResult result) => action switch
    {
        { MouseClick: not null } => new() { MouseClick = new(result.Status) { Error = result.Error } },
        { MouseMove: not null } => new() { MouseMove = new(result.Status) { Error = result.Error } },
        { MouseDrag: not null } => new() { MouseDrag = new(result.Status) { Error = result.Error } },
        { MouseScroll: not null } => new() { MouseScroll = new(result.Status) { Error = result.Error } },
        { KeyType: not null } => new() { KeyType = new(result.Status) { Error = result.Error } },
        { KeyPress: not null } => new() { KeyPress = new(result.Status) { Error = result.Error } },
        { KeyShortcut: not null } => new() { KeyShortcut = new(result.Status) { Error = result.Error } },
        { Screenshot: not null } => new()
        {
            Screenshot = new(result.Status) { Error = result.Error, Data = result.Image },
        },
        _ => throw new InvalidOperationException("The validator accepts no other action."),
    };
}

/// <summary>
/// The actions while a JavaScript dialog is open: keys go to the dialog, and the page takes no input.
/// </summary>
internal static class DialogActions
{
    /// <summary>Performs an action, which returns an image or nothing.</summary>
    /// <exception cref="ActionFailedException">The dialog does not take it; the message says what it takes.</exception>
    public static async Task<byte[]?> PerformAsync(ShownPage page, PageDialog dialog, BrowserAction action)
    {
        switch (action)
        {
            case { Screenshot: not null }:
                return await page.CaptureAsync();
            case { KeyType.Text: { } text }:
                await TypeAsync(page, dialog, text.ReplaceLineEndings("\n"));
                return null;
            case { KeyPress: { } press }:
                await PressAsync(page, dialog, KeyNames.Find(press.Key!), press.Presses ?? 1);
                return null;
            case { KeyShortcut.Keys: [var key] }:
                await PressAsync(page, dialog, KeyNames.Find(key), 1);
                return null;
            default:
                throw Unusable(dialog, "the page takes no mouse and no shortcuts");
        }
    }

    // A line break at the end is Enter, as in a page.
    private static async Task TypeAsync(ShownPage page, PageDialog dialog, string text)
    {
        var line = text.EndsWith('\n') ? text[..^1] : text;
        if (!dialog.IsPrompt && line.Length > 0)
        {
            throw Unusable(dialog, "it has no field for text");
        }

        if (line.Contains('\n', StringComparison.Ordinal))
        {
            throw Unusable(dialog, "its field takes one line");
        }

        dialog.Typed = line.Length > 0 ? dialog.Typed + line : dialog.Typed;
        if (line.Length < text.Length)
        {
            await page.AnswerAsync(dialog, accept: true);
        }
    }

    private static async Task PressAsync(ShownPage page, PageDialog dialog, Key key, int presses)
    {
        switch (key.Name)
        {
            case "Enter" or "Escape" when presses == 1:
                await page.AnswerAsync(dialog, key.Name == "Enter");
                break;
            case "Backspace" when dialog.IsPrompt:
                dialog.Typed = WithoutEnd(dialog.Typed ?? "", presses);
                break;
            case not "Enter" when dialog.IsPrompt && key.Text.Length > 0:
                dialog.Typed += string.Concat(Enumerable.Repeat(key.Text, presses));
                break;
            default:
                throw Unusable(dialog, $"it does not take {key.Name}{(presses == 1 ? "" : $" {presses} times")}");
        }
    }

    private static string WithoutEnd(string text, int characters)
    {
        var elements = new StringInfo(text);
        var left = elements.LengthInTextElements - characters;
        return left > 0 ? elements.SubstringByTextElements(0, left) : "";
    }

    private static ActionFailedException Unusable(PageDialog dialog, string reason) => new(
        $"A dialog is open ({dialog}), and {reason}. Accept it with keyPress Enter or dismiss it with keyPress Escape"
        + (dialog.IsPrompt ? "; keyType fills its field." : "."));
}

/// <summary>A point on a page, in CSS pixels from the upper left corner of its view port.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>Creates a point that lies within the view port.</summary>
    /// <exception cref="ActionFailedException">It lies outside; the message has the limits.</exception>
    public static Point Within(ShownPage page, int x, int y)
    {
        // The service's documentation excludes the outermost pixels.
        var (width, height) = (page.ViewPort.Width!.Value, page.ViewPort.Height!.Value);
        return x > 1 && x < width - 2 && y > 1 && y < height - 2
            ? new(x, y)
            : throw new ActionFailedException(
                $"x {x}, y {y} is not within the view port of {width}x{height}: "
                + $"x must be between 2 and {width - 3}, y between 2 and {height - 3}.");
    }

    /// <summary>The point at a fraction, 0 to 1, of the way to another.</summary>
    public Point Towards(Point end, double fraction) => new(X + ((end.X - X) * fraction), Y + ((end.Y - Y) * fraction));
}

/// <summary>The four actions of the mouse.</summary>
internal static class Mouse
{
    // Pages that follow a drag need the points between; they would miss a single jump.
    private const int DragSteps = 10;

    /// <summary>Moves to a point and clicks, once or the requested number of times; 2 is a double click.</summary>
    public static async Task ClickAsync(ShownPage page, MouseClickArguments click)
    {
        var point = Point.Within(page, click.X!.Value, click.Y!.Value);
        var button = CdpButton.Parse(click.Button);
        await DispatchAsync(page, "mouseMoved", point);
        for (var count = 1; count <= (click.ClickCount ?? 1); count++)
        {
            await DispatchAsync(page, "mousePressed", point, button, button.Mask, count);
            await DispatchAsync(page, "mouseReleased", point, button, 0, count);
        }
    }

    /// <summary>Moves to a point.</summary>
    public static Task MoveAsync(ShownPage page, MouseMoveArguments move) =>
        DispatchAsync(page, "mouseMoved", Point.Within(page, move.X!.Value, move.Y!.Value));

    /// <summary>
    /// Moves with the button pressed; an element that the page makes draggable is dropped at the end.
    /// </summary>
    public static async Task DragAsync(ShownPage page, MouseDragArguments drag)
    {
        var start = Point.Within(page, drag.StartX!.Value, drag.StartY!.Value);
        var end = Point.Within(page, drag.EndX!.Value, drag.EndY!.Value);
        var button = CdpButton.Parse(drag.Button);

        // Otherwise Chromium starts a drag of the system, which cannot end on a headless machine.
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

    /// <summary>Moves to a point and turns the wheel.</summary>
    public static async Task ScrollAsync(ShownPage page, MouseScrollArguments scroll)
    {
        var point = Point.Within(page, scroll.X!.Value, scroll.Y!.Value);
        await DispatchAsync(page, "mouseMoved", point);
        await page.InputAsync("dispatchMouseEvent", new
        {
            type = "mouseWheel",
            x = point.X,
            y = point.Y,
            deltaX = scroll.DeltaX ?? 0,
            deltaY = -(scroll.DeltaY ?? 0), // negative values scroll down at the service, positive ones in Chromium
        });
    }

    private static Task DispatchAsync(
        ShownPage page,
        string type,
        Point point,
        CdpButton? button = null,
        int buttons = 0,
        int clickCount = 0) => page.InputAsync(
            "dispatchMouseEvent",
            new { type, x = point.X, y = point.Y, button = button?.Name ?? "none", buttons, clickCount });

    private sealed record CdpButton(string Name, int Mask)
    {
        public static CdpButton Parse(string? name) => name switch
        {
            MouseButton.Right => new("right", 2),
            MouseButton.Middle => new("middle", 4),
            _ => new("left", 1),
        };
    }
}

using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Features.Dialogs;

namespace AgentCore.Emulator.Browser.Features.LiveView;

/// <summary>
/// Forwards the mouse and keys of a viewer to the page that is shown, and the answers to its dialogs. Invalid messages
/// are ignored.
/// </summary>
internal sealed class InputForwarder(CdpConnection connection, PageFollower follower, PageDialogs dialogs)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Forwards one message of the live view.</summary>
    public async Task ForwardAsync(ReadOnlyMemory<byte> message)
    {
        if (Read(message) is not { } input || follower.Session is not { } session)
        {
            return;
        }

        if (input.Type == "dialog" && dialogs.Find(follower.Target) is { } dialog)
        {
            await follower.TryAsync(() => dialogs.AnswerAsync(dialog, input.Accept, input.Text));
        }
        else if (Translate(input) is var (method, parameters))
        {
            await follower.TryAsync(() => connection.SendAsync(method, parameters, session));
        }
    }

    private (string Method, object Parameters)? Translate(ViewInput input) => input.Type switch
    {
        "mouseMoved" or "mousePressed" or "mouseReleased" or "mouseWheel" => ("Input.dispatchMouseEvent", new
        {
            type = input.Type,
            x = Math.Clamp(input.X, 0, 1) * follower.Width,
            y = Math.Clamp(input.Y, 0, 1) * follower.Height,
            button = input.Button is "left" or "middle" or "right" or "back" or "forward" ? input.Button : "none",
            buttons = input.Buttons,
            clickCount = input.ClickCount,
            deltaX = input.DeltaX,
            deltaY = input.DeltaY,
            modifiers = input.Modifiers,
        }),
        "keyDown" or "keyUp" => ("Input.dispatchKeyEvent", new
        {
            type = input is { Type: "keyDown", Text: "" } ? "rawKeyDown" : input.Type,
            key = input.Key,
            code = input.Code,
            text = input.Text,
            windowsVirtualKeyCode = input.KeyCode,
            nativeVirtualKeyCode = input.KeyCode,
            location = input.Location,
            autoRepeat = input.Repeat,
            isKeypad = input.Location == 3,
            modifiers = input.Modifiers,
        }),
        "insertText" => ("Input.insertText", new { text = input.Text }),
        _ => null,
    };

    private static ViewInput? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize<ViewInput>(message.Span, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A message of the live view. Coordinates are fractions of the frame, 0 to 1, whatever its size on the screen.
    private sealed record ViewInput
    {
        public string Type { get; init; } = "";

        public double X { get; init; }

        public double Y { get; init; }

        public string? Button { get; init; }

        public int Buttons { get; init; }

        public int ClickCount { get; init; }

        public double DeltaX { get; init; }

        public double DeltaY { get; init; }

        public int Modifiers { get; init; }

        public string Key { get; init; } = "";

        public string Code { get; init; } = "";

        public string Text { get; init; } = "";

        public int KeyCode { get; init; }

        public int Location { get; init; }

        public bool Repeat { get; init; }

        public bool Accept { get; init; }
    }
}

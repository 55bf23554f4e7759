using System.Management.Automation;
using AgentCore.Errors;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Pages;

/// <summary>Actions of InvokeBrowser: made of what the user gave, and read from what the service answers.</summary>
internal static class BrowserActions
{
    private const int MostClicks = 10;
    private const int MostKeys = 5;

    public static BrowserAction Click(int[] place, BrowserMouseButton? button, int? count) => count > MostClicks
        ? throw Failures.InvalidArgument($"-Count {count} is out of range: 1 to {MostClicks} clicks are allowed.")
        : new()
        {
            MouseClick = new MouseClickArguments { X = place[0], Y = place[1], Button = Wire(button), ClickCount = count },
        };

    public static BrowserAction Move(int[] place) =>
        new() { MouseMove = new MouseMoveArguments { X = place[0], Y = place[1] } };

    public static BrowserAction Drag(int[] from, int[] to, BrowserMouseButton? button) => new()
    {
        MouseDrag = new MouseDragArguments
        {
            StartX = from[0],
            StartY = from[1],
            EndX = to[0],
            EndY = to[1],
            Button = Wire(button),
        },
    };

    public static BrowserAction Scroll(int[] place, int? right, int? up) => right is null && up is null
        ? throw Failures.InvalidArgument("Give how far to scroll: -DeltaY (negative is down), -DeltaX, or both.")
        : new() { MouseScroll = new MouseScrollArguments { X = place[0], Y = place[1], DeltaX = right, DeltaY = up } };

    public static BrowserAction Type(string text) => new() { KeyType = new KeyTypeArguments { Text = text } };

    public static BrowserAction Press(string key, int? count) =>
        new() { KeyPress = new KeyPressArguments { Key = key, Presses = count } };

    public static BrowserAction Shortcut(string keys)
    {
        // The plus key itself stands last: ctrl++.
        var parts = keys.EndsWith("++", StringComparison.Ordinal)
            ? [.. keys.Substring(0, keys.Length - 2).Split('+'), "+"]
            : keys.Split('+').ToList();
        return parts.Count <= MostKeys && parts.TrueForAll(part => part.Trim().Length > 0)
            ? new() { KeyShortcut = new KeyShortcutArguments { Keys = parts.ConvertAll(part => part.Trim()) } }
            : throw Failures.InvalidArgument(
                $"The shortcut '{keys}' is not valid. It looks like ctrl+a: 1 to {MostKeys} keys with a plus between.");
    }

    public static BrowserAction Screenshot() => new() { Screenshot = new ScreenshotArguments() };

    /// <summary>What an action does, for the question whether to do it; a typed text may be a secret and is left out.</summary>
    public static string Describe(BrowserAction action) => action switch
    {
        { MouseClick: { } click } => $"Click at {click.X},{click.Y}",
        { MouseMove: { } move } => $"Move the pointer to {move.X},{move.Y}",
        { MouseDrag: { } drag } => $"Drag from {drag.StartX},{drag.StartY} to {drag.EndX},{drag.EndY}",
        { MouseScroll: { } scroll } => $"Scroll at {scroll.X},{scroll.Y}",
        { KeyType: { Text: { } text } } => $"Type {text.Length} characters",
        { KeyPress: { } press } => $"Press {press.Key}",
        { KeyShortcut: { Keys: { } keys } } => $"Press {string.Join("+", keys)}",
        _ => "Take a screenshot",
    };

    /// <summary>The picture of a screenshot; null for the other actions.</summary>
    /// <param name="result">What the service answers.</param>
    /// <param name="action">What the action is called, for the error.</param>
    /// <exception cref="AgentCoreException">The action failed.</exception>
    public static byte[]? Read(BrowserActionResult? result, string action)
    {
        var (status, error) = result switch
        {
            { MouseClick: { } done } => (done.Status, done.Error),
            { MouseMove: { } done } => (done.Status, done.Error),
            { MouseDrag: { } done } => (done.Status, done.Error),
            { MouseScroll: { } done } => (done.Status, done.Error),
            { KeyType: { } done } => (done.Status, done.Error),
            { KeyPress: { } done } => (done.Status, done.Error),
            { KeyShortcut: { } done } => (done.Status, done.Error),
            { Screenshot: { Data: null, Error: null } } => (null, "The service gave no picture."),
            { Screenshot: { } done } => (done.Status, done.Error),
            _ => (null, "The service gave no result that this version knows."),
        };
        return status == BrowserActionStatus.SUCCESS
            ? result!.Screenshot?.Data?.ToArray()
            : throw new AgentCoreException(
                "ActionFailed", ErrorCategory.InvalidResult, $"{action}: {error ?? $"the action ended as {status}, without a reason"}");
    }

    private static MouseButton? Wire(BrowserMouseButton? button) =>
        button is { } known ? new MouseButton(known.ToString().ToUpperInvariant()) : null;
}

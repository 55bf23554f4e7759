using System.Management.Automation;
using AgentCore.Errors;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Service;

/// <summary>An action of InvokeBrowser.</summary>
internal sealed class BrowserActionCall
{
    private const int MostClicks = DataLimits.MouseClickArguments.ClickCountMax;
    private const int MostKeys = DataLimits.KeyShortcutArguments.KeysMaxCount;

    private readonly BrowserAction _action;

    private BrowserActionCall(BrowserAction action) => _action = action;

    public static BrowserActionCall Click(int[] point, BrowserMouseButton? button, int? count) => count > MostClicks
        ? throw Failures.InvalidArgument($"-Count {count} is out of range: 1 to {MostClicks} clicks are allowed.")
        : new(new BrowserAction
        {
            MouseClick = new MouseClickArguments
            {
                X = point[0],
                Y = point[1],
                Button = Wire(button),
                ClickCount = count,
            },
        });

    public static BrowserActionCall Move(int[] point) =>
        new(new BrowserAction { MouseMove = new MouseMoveArguments { X = point[0], Y = point[1] } });

    public static BrowserActionCall Drag(int[] from, int[] to, BrowserMouseButton? button) => new(new BrowserAction
    {
        MouseDrag = new MouseDragArguments
        {
            StartX = from[0],
            StartY = from[1],
            EndX = to[0],
            EndY = to[1],
            Button = Wire(button),
        },
    });

    public static BrowserActionCall Scroll(int[] point, int? right, int? up) => right is null && up is null
        ? throw Failures.InvalidArgument("Give how far to scroll: -DeltaY (negative is down), -DeltaX, or both.")
        : new(new BrowserAction
        {
            MouseScroll = new MouseScrollArguments { X = point[0], Y = point[1], DeltaX = right, DeltaY = up },
        });

    public static BrowserActionCall Type(string text) =>
        new(new BrowserAction { KeyType = new KeyTypeArguments { Text = text } });

    public static BrowserActionCall Press(string key, int? count) =>
        new(new BrowserAction { KeyPress = new KeyPressArguments { Key = key, Presses = count } });

    public static BrowserActionCall Shortcut(string keys)
    {
        // The plus key itself stands last: ctrl++.
        var parts = keys.EndsWith("++", StringComparison.Ordinal)
            ? [.. keys.Substring(0, keys.Length - 2).Split('+'), "+"]
            : keys.Split('+').ToList();
        return parts.Count <= MostKeys && parts.TrueForAll(part => part.Trim().Length > 0)
            ? new(new BrowserAction
            {
                KeyShortcut = new KeyShortcutArguments { Keys = parts.ConvertAll(part => part.Trim()) },
            })
            : throw Failures.InvalidArgument(
                $"The shortcut '{keys}' is not valid. Use 1 to {MostKeys} keys with a plus between, such as ctrl+a.");
    }

    public static BrowserActionCall Screenshot() =>
        new(new BrowserAction { Screenshot = new ScreenshotArguments() });

    /// <summary>
    /// What an action does, for the confirmation prompt; a typed text may be a secret and is left out.
    /// </summary>
    public string Describe() => _action switch
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

    /// <summary>Performs the action. Stands for InvokeBrowser.</summary>
    /// <param name="connection">Where the session is.</param>
    /// <param name="log">Gets a line about the call.</param>
    /// <param name="session">The session.</param>
    /// <param name="name">What the action is called, for the error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The picture of a screenshot; null for the other actions.</returns>
    /// <exception cref="AgentCoreException">The action failed.</exception>
    public async Task<byte[]?> InvokeAsync(
        Connection connection, ICallLog log, BrowserSession session, string name, CancellationToken cancellationToken)
    {
        var response = await connection.SendAsync(
            log,
            new InvokeBrowserRequest
            {
                BrowserIdentifier = session.BrowserIdentifier,
                SessionId = session.SessionId,
                Action = _action,
            },
            static (client, request, token) => client.InvokeBrowserAsync(request, token),
            cancellationToken);
        return Read(response.Result, name);
    }

    private static byte[]? Read(BrowserActionResult? result, string name)
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
            { Screenshot: { Data: null, Error: null } } => (null, "The service returned no screenshot."),
            { Screenshot: { } done } => (done.Status, done.Error),
            _ => (null, "The service returned no result that this version knows."),
        };
        return status == BrowserActionStatus.SUCCESS
            ? result!.Screenshot?.Data?.ToArray()
            : throw new AgentCoreException(
                "ActionFailed",
                ErrorCategory.InvalidResult,
                $"{name}: {error ?? $"the action ended as {status}, without a reason"}");
    }

    private static MouseButton? Wire(BrowserMouseButton? button) =>
        button is { } known ? new MouseButton(known.ToString().ToUpperInvariant()) : null;
}

using AgentCore.Emulator.Http;

// The eight actions of InvokeBrowser, in one file because each is a few lines. Names and limits are those of the
// service's model.
namespace AgentCore.Emulator.Generated;

/// <summary>BrowserAction.</summary>
[Union]
internal sealed record BrowserAction
{
    /// <summary>Presses a button at a place.</summary>
    public MouseClickArguments? MouseClick { get; init; }

    /// <summary>Moves the pointer.</summary>
    public MouseMoveArguments? MouseMove { get; init; }

    /// <summary>Moves the pointer with a button held.</summary>
    public MouseDragArguments? MouseDrag { get; init; }

    /// <summary>Turns the wheel.</summary>
    public MouseScrollArguments? MouseScroll { get; init; }

    /// <summary>Types a text.</summary>
    public KeyTypeArguments? KeyType { get; init; }

    /// <summary>Presses one key, once or more.</summary>
    public KeyPressArguments? KeyPress { get; init; }

    /// <summary>Presses keys together.</summary>
    public KeyShortcutArguments? KeyShortcut { get; init; }

    /// <summary>Takes a picture.</summary>
    public ScreenshotArguments? Screenshot { get; init; }
}

/// <summary>MouseClickArguments.</summary>
internal sealed record MouseClickArguments
{
    /// <summary>Pixels from the left.</summary>
    [Required]
    public int? X { get; init; }

    /// <summary>Pixels from the top.</summary>
    [Required]
    public int? Y { get; init; }

    /// <summary>LEFT when absent.</summary>
    [OneOf("LEFT", "RIGHT", "MIDDLE")]
    public string? Button { get; init; }

    /// <summary>1 when absent.</summary>
    [Between(1, 10)]
    public int? ClickCount { get; init; }
}

/// <summary>MouseMoveArguments.</summary>
internal sealed record MouseMoveArguments
{
    /// <summary>Pixels from the left.</summary>
    [Required]
    public int? X { get; init; }

    /// <summary>Pixels from the top.</summary>
    [Required]
    public int? Y { get; init; }
}

/// <summary>MouseDragArguments.</summary>
internal sealed record MouseDragArguments
{
    /// <summary>Where the button is pressed: pixels from the left.</summary>
    [Required]
    public int? StartX { get; init; }

    /// <summary>Where the button is pressed: pixels from the top.</summary>
    [Required]
    public int? StartY { get; init; }

    /// <summary>Where it is let go: pixels from the left.</summary>
    [Required]
    public int? EndX { get; init; }

    /// <summary>Where it is let go: pixels from the top.</summary>
    [Required]
    public int? EndY { get; init; }

    /// <summary>LEFT when absent.</summary>
    [OneOf("LEFT", "RIGHT", "MIDDLE")]
    public string? Button { get; init; }
}

/// <summary>MouseScrollArguments.</summary>
internal sealed record MouseScrollArguments
{
    /// <summary>Pixels from the left.</summary>
    [Required]
    public int? X { get; init; }

    /// <summary>Pixels from the top.</summary>
    [Required]
    public int? Y { get; init; }

    /// <summary>Pixels to the right; 0 when absent.</summary>
    [Between(-1000, 1000)]
    public int? DeltaX { get; init; }

    /// <summary>Pixels up: the service documents that negative values scroll down. 0 when absent.</summary>
    [Between(-1000, 1000)]
    public int? DeltaY { get; init; }
}

/// <summary>KeyTypeArguments.</summary>
internal sealed record KeyTypeArguments
{
    /// <summary>The text.</summary>
    [Required, Size(0, 10_000)]
    public string? Text { get; init; }
}

/// <summary>KeyPressArguments.</summary>
internal sealed record KeyPressArguments
{
    /// <summary>A name such as <c>Enter</c>, or one character.</summary>
    [Required]
    public string? Key { get; init; }

    /// <summary>1 when absent.</summary>
    [Between(1, 100)]
    public int? Presses { get; init; }
}

/// <summary>KeyShortcutArguments.</summary>
internal sealed record KeyShortcutArguments
{
    /// <summary>The keys, pressed in this order and let go in the reverse one.</summary>
    [Required, Size(1, 5)]
    public IReadOnlyList<string>? Keys { get; init; }
}

/// <summary>ScreenshotArguments.</summary>
internal sealed record ScreenshotArguments
{
    /// <summary>PNG, also when absent.</summary>
    [OneOf("PNG")]
    public string? Format { get; init; }
}

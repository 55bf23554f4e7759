namespace Amazon.BedrockAgentCore.Model;

/// <summary>
/// What became of an action. The member of the action is set; none is for an action that this version does not
/// know.
/// </summary>
public class BrowserActionResult
{
    /// <summary>Result of a click.</summary>
    public MouseClickResult? MouseClick { get; set; }

    /// <summary>Result of a move.</summary>
    public MouseMoveResult? MouseMove { get; set; }

    /// <summary>Result of a drag.</summary>
    public MouseDragResult? MouseDrag { get; set; }

    /// <summary>Result of scrolling.</summary>
    public MouseScrollResult? MouseScroll { get; set; }

    /// <summary>Result of typing.</summary>
    public KeyTypeResult? KeyType { get; set; }

    /// <summary>Result of pressing a key.</summary>
    public KeyPressResult? KeyPress { get; set; }

    /// <summary>Result of a shortcut.</summary>
    public KeyShortcutResult? KeyShortcut { get; set; }

    /// <summary>Result of a screenshot, with the picture.</summary>
    public ScreenshotResult? Screenshot { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

/// <summary>The outcome of an action: a union, the member of the action is set.</summary>
public class BrowserActionResult
{
    /// <summary>Set when the action was <c>mouseClick</c>.</summary>
    public MouseClickResult? MouseClick { get; set; }

    /// <summary>Set when the action was <c>mouseMove</c>.</summary>
    public MouseMoveResult? MouseMove { get; set; }

    /// <summary>Set when the action was <c>mouseDrag</c>.</summary>
    public MouseDragResult? MouseDrag { get; set; }

    /// <summary>Set when the action was <c>mouseScroll</c>.</summary>
    public MouseScrollResult? MouseScroll { get; set; }

    /// <summary>Set when the action was <c>keyType</c>.</summary>
    public KeyTypeResult? KeyType { get; set; }

    /// <summary>Set when the action was <c>keyPress</c>.</summary>
    public KeyPressResult? KeyPress { get; set; }

    /// <summary>Set when the action was <c>keyShortcut</c>.</summary>
    public KeyShortcutResult? KeyShortcut { get; set; }

    /// <summary>Set when the action was <c>screenshot</c>.</summary>
    public ScreenshotResult? Screenshot { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

/// <summary>One action on the page of a browser session. Exactly one member is set.</summary>
public class BrowserAction
{
    /// <summary>Click.</summary>
    public MouseClickArguments? MouseClick { get; set; }

    /// <summary>Move the pointer.</summary>
    public MouseMoveArguments? MouseMove { get; set; }

    /// <summary>Drag.</summary>
    public MouseDragArguments? MouseDrag { get; set; }

    /// <summary>Scroll.</summary>
    public MouseScrollArguments? MouseScroll { get; set; }

    /// <summary>Type text.</summary>
    public KeyTypeArguments? KeyType { get; set; }

    /// <summary>Press one key.</summary>
    public KeyPressArguments? KeyPress { get; set; }

    /// <summary>Press several keys together.</summary>
    public KeyShortcutArguments? KeyShortcut { get; set; }

    /// <summary>Take a picture of the page.</summary>
    public ScreenshotArguments? Screenshot { get; set; }
}

namespace Amazon.BedrockAgentCore.Model;

/// <summary>One action in a browser: a union, exactly one member is set.</summary>
public class BrowserAction
{
    /// <summary>Click with the mouse.</summary>
    public MouseClickArguments? MouseClick { get; set; }

    /// <summary>Move the mouse.</summary>
    public MouseMoveArguments? MouseMove { get; set; }

    /// <summary>Drag with the mouse.</summary>
    public MouseDragArguments? MouseDrag { get; set; }

    /// <summary>Turn the mouse wheel.</summary>
    public MouseScrollArguments? MouseScroll { get; set; }

    /// <summary>Type a text.</summary>
    public KeyTypeArguments? KeyType { get; set; }

    /// <summary>Press one key, once or several times.</summary>
    public KeyPressArguments? KeyPress { get; set; }

    /// <summary>Press several keys together.</summary>
    public KeyShortcutArguments? KeyShortcut { get; set; }

    /// <summary>Take a picture of the screen.</summary>
    public ScreenshotArguments? Screenshot { get; set; }
}

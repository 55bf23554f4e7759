namespace AgentCore;

/// <summary>A button of the mouse.</summary>
public enum BrowserMouseButton
{
    /// <summary>The main button.</summary>
    Left,

    /// <summary>The button that opens context menus.</summary>
    Right,

    /// <summary>The wheel.</summary>
    Middle,
}

namespace AgentCore;

/// <summary>A key that changes what others, and clicks, mean while it is held down.</summary>
public enum BrowserModifierKey
{
    /// <summary>The Alt key; Option on a Mac.</summary>
    Alt,

    /// <summary>The Control key.</summary>
    Control,

    /// <summary>The Windows or Command key.</summary>
    Meta,

    /// <summary>The Shift key.</summary>
    Shift,
}

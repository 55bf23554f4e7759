namespace AgentCore;

/// <summary>Whom a raw command goes to.</summary>
public enum BrowserScope
{
    /// <summary>The page.</summary>
    Page,

    /// <summary>The browser itself.</summary>
    Browser,
}

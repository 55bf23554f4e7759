namespace AgentCore;

/// <summary>What counts as the end of opening a page.</summary>
public enum PageWait
{
    /// <summary>The page and everything that belongs to it has loaded.</summary>
    Load,

    /// <summary>The page itself has arrived and was read; pictures and frames may be missing.</summary>
    DomContentLoaded,

    /// <summary>Nothing was on its way for half a second: for pages that build themselves by script.</summary>
    NetworkIdle,

    /// <summary>The server has answered; nothing more is waited for.</summary>
    None,
}

namespace AgentCore;

/// <summary>What to do when a page opens a JavaScript dialog (alert, confirm, prompt).</summary>
public enum DialogAction
{
    /// <summary>Dismiss it, as Cancel does.</summary>
    Dismiss,

    /// <summary>Accept it, as OK does; a prompt with the text that it begins with.</summary>
    Accept,

    /// <summary>Ask the user of the cmdlet that is at work, or of the next one; the page waits until then.</summary>
    Ask,
}

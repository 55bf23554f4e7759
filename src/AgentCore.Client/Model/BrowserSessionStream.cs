namespace Amazon.BedrockAgentCore.Model;

/// <summary>Where a browser session can be driven and watched.</summary>
public class BrowserSessionStream
{
    /// <summary>
    /// The stream that programs drive the browser through (Chrome DevTools Protocol over WebSocket).
    /// </summary>
    public AutomationStream? AutomationStream { get; set; }

    /// <summary>The stream that people watch the session through.</summary>
    public LiveViewStream? LiveViewStream { get; set; }
}

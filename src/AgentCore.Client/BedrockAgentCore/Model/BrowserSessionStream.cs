namespace Amazon.BedrockAgentCore.Model;

/// <summary>The two streams of a browser session.</summary>
public class BrowserSessionStream
{
    /// <summary>The stream that programs drive the browser over.</summary>
    public AutomationStream? AutomationStream { get; set; }

    /// <summary>The stream that a person watches and uses the browser over.</summary>
    public LiveViewStream? LiveViewStream { get; set; }
}

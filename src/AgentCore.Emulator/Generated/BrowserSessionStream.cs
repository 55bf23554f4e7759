namespace AgentCore.Emulator.Generated;

/// <summary>BrowserSessionStream: the two streams of a browser session.</summary>
internal sealed record BrowserSessionStream(AutomationStream AutomationStream, LiveViewStream LiveViewStream);

/// <summary>AutomationStream: a WebSocket that speaks CDP.</summary>
internal sealed record AutomationStream(string StreamEndpoint, string StreamStatus)
{
    /// <summary>Automation clients can connect.</summary>
    public const string Enabled = "ENABLED";

    /// <summary>Automation clients are disconnected and rejected.</summary>
    public const string Disabled = "DISABLED";
}

/// <summary>LiveViewStream: a page that shows the session.</summary>
internal sealed record LiveViewStream(string StreamEndpoint);

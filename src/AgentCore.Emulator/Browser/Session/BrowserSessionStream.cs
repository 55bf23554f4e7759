namespace AgentCore.Emulator.Browser.Session;

/// <summary>BrowserSessionStream: where a session's two streams are.</summary>
internal sealed record BrowserSessionStream(AutomationStream AutomationStream, LiveViewStream LiveViewStream)
{
    /// <summary>The streams of <paramref name="session"/>, as reached through the address that the caller used.</summary>
    public static BrowserSessionStream Of(BrowserSession session, string authority)
    {
        var path = $"{authority}/browser-streams/{session.Seed.ResourceId}/sessions/{session.Seed.Id}";
        return new(new($"ws://{path}/automation", session.StreamStatus), new($"http://{path}/live-view"));
    }
}

/// <summary>AutomationStream: a WebSocket that speaks CDP.</summary>
internal sealed record AutomationStream(string StreamEndpoint, string StreamStatus)
{
    /// <summary>Automation may connect.</summary>
    public const string Enabled = "ENABLED";

    /// <summary>Automation is cut off.</summary>
    public const string Disabled = "DISABLED";
}

/// <summary>LiveViewStream: a page that shows the session.</summary>
internal sealed record LiveViewStream(string StreamEndpoint);

namespace AgentCore.Emulator.Browser.Session;

/// <summary>The two streams of a session: the IAM action that each is called by, and where it is.</summary>
internal static class BrowserStream
{
    /// <summary>Name of the automation stream.</summary>
    public const string Automation = "ConnectBrowserAutomationStream";

    /// <summary>Name of the live view.</summary>
    public const string LiveView = "ConnectBrowserLiveViewStream";

    /// <summary>Path template of the automation stream.</summary>
    public const string AutomationPath = Root + "/{browserIdentifier}/sessions/{sessionId}/automation";

    /// <summary>Path template of the live view.</summary>
    public const string LiveViewPath = Root + "/{browserIdentifier}/sessions/{sessionId}/live-view";

    private const string Root = "/browser-streams";

    /// <summary>Path of a session's streams, to which <c>/automation</c> or <c>/live-view</c> is added.</summary>
    public static string PathOf(string browserId, string sessionId) => $"{Root}/{browserId}/sessions/{sessionId}";
}

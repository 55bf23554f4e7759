namespace AgentCore.Pages.Engine;

/// <summary>Follows what happens in a session's browser for as long as the automation connection is open.</summary>
internal interface IBrowserFeature
{
    /// <summary>Called before anything else is sent on a new connection.</summary>
    void Connect(SessionBrowser browser);
}

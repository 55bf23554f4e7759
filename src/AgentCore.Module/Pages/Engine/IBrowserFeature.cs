using PuppeteerSharp;

namespace AgentCore.Pages.Engine;

/// <summary>Follows what happens in a session's browser for as long as the automation connection is open.</summary>
internal interface IBrowserFeature
{
    /// <summary>Called before anything else is sent on a new connection.</summary>
    void Connect(SessionBrowser browser);

    /// <summary>Called for every page that is there or is opened, popups included, when it can be driven.</summary>
    Task ObserveAsync(SessionBrowser browser, IPage page);
}

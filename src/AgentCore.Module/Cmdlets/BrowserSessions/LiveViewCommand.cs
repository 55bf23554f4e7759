using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Errors;
using AgentCore.Pages.Viewer;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserSessions;

/// <summary>Base of the cmdlets that show a browser session to the person at this machine.</summary>
public abstract class LiveViewCommand : BrowserSessionCommand
{
    private string _folder = "";

    /// <summary>
    /// Opens no browser and writes the address of the view, for a machine that has none or a browser of your choice.
    /// </summary>
    [Parameter]
    public SwitchParameter NoBrowser { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
    }

    /// <summary>The browser to show it in; null where the user opens the address.</summary>
    /// <exception cref="AgentCoreException">This machine has none.</exception>
    private protected MachineBrowser? FindBrowser() => NoBrowser ? null : MachineBrowser.Find();

    /// <summary>Where the view of a session comes from.</summary>
    private protected LiveViewSource SourceOf(Connection connection, BrowserSession session) =>
        new(connection, session, DcvClient.Find(_folder));

    /// <summary>Opens the address, or writes it.</summary>
    private protected Task ShowAsync(
        MachineBrowser? browser, BrowserSession session, string url, CancellationToken cancellationToken) =>
        browser is null ? WriteAsync(new LiveView(session, url)) : browser.OpenAsync(url, cancellationToken);
}

using System.Management.Automation;
using AgentCore.Pages;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Open-ACBrowserPage: opens an address in a browser session and waits until the page is there.</summary>
[Cmdlet(
    VerbsCommon.Open, "ACBrowserPage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserPage))]
public sealed class OpenBrowserPageCommand : BrowserPageCommand
{
    /// <summary>The address to open, such as https://example.com.</summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Url { get; set; } = "";

    /// <summary>
    /// What to wait for: Load (everything has arrived; the default), DomContentLoaded (the page itself has),
    /// NetworkIdle (nothing was on its way for half a second) or None (the server has responded).
    /// </summary>
    [Parameter]
    public PageWait WaitUntil { get; set; } = PageWait.Load;

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        PageNavigation.Check(Url);
        if (!await ConfirmAsync(session.SessionId, $"Open {PageAddress.Shown(Url)}"))
        {
            return;
        }

        var page = await OnTabAsync(
            session,
            $"Loading '{PageAddress.Shown(Url)}'",
            (tab, limit) => PageNavigation.OpenAsync(tab, Url, WaitUntil, limit),
            cancellationToken);
        await WriteAsync(new BrowserPage(page.Title, page.Url, page.HttpStatus, session));
    }
}

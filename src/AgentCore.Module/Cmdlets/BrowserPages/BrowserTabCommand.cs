using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>
/// Base of the cmdlets about the tabs themselves. They ask the browser alone, so that a page that hangs or has crashed
/// does not matter.
/// </summary>
public abstract class BrowserTabCommand : BrowserPageCommand
{
    /// <summary>
    /// The tab that is meant: itself, as Get-ACBrowserTab writes it, its number or id, or what its title or address is
    /// like, with wildcards.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [IdentifierArgument(nameof(BrowserTab.Id))]
    [ArgumentCompleter(typeof(TabCompleter))]
    public override string? Tab { get; set; }

    /// <summary>The tabs of a session that the browser has now, and the one in use.</summary>
    private protected Task<(IReadOnlyList<TabInfo> Tabs, TabInfo? Current)> ListAsync(
        BrowserSession session, CancellationToken cancellationToken) => OnBrowserAsync(
        session,
        $"Listing the tabs of {session.SessionId}",
        async (browser, limit) =>
        {
            var tabs = await browser.ListTabsAsync(limit);
            return (tabs, browser.CurrentOf(tabs));
        },
        cancellationToken);

    private protected static BrowserTab TabFor(TabInfo tab, bool isCurrent, BrowserSession session) =>
        new(tab.Id, tab.Index, tab.Title, tab.Url, isCurrent, tab.OpenerId, session);
}

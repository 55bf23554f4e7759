using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Close-ACBrowserTab: closes tabs of a browser session.</summary>
[Cmdlet(
    VerbsCommon.Close, "ACBrowserTab", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(void))]
public sealed class CloseBrowserTabCommand : BrowserTabCommand
{
    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var (tabs, current) = await ListAsync(session, cancellationToken);
        foreach (var tab in Meant(session, tabs, current))
        {
            await EachAsync(session.SessionId, () => CloseAsync(session, tab, cancellationToken), cancellationToken);
        }
    }

    private IReadOnlyList<TabInfo> Meant(BrowserSession session, IReadOnlyList<TabInfo> tabs, TabInfo? current)
    {
        if (Tab is null && session.TabId is { } read)
        {
            if (tabs.FirstOrDefault(tab => tab.Id == read) is { } there)
            {
                return [there];
            }

            Verbose($"The tab {read} is closed already.");
            return [];
        }

        return Tab is null ? [current ?? throw Failures.NotFound("The session has no tab.")]
            : WildcardPattern.ContainsWildcardCharacters(Tab) ? TabChoice.All(Tab, tabs)
            : [TabChoice.Of(Tab, tabs)];
    }

    private async Task CloseAsync(BrowserSession session, TabInfo tab, CancellationToken cancellationToken)
    {
        if (await ConfirmAsync(session.SessionId, $"Close the tab {tab}"))
        {
            await OnBrowserAsync(
                session,
                $"Closing the tab {tab}",
                async (browser, limit) =>
                {
                    await TabClosing.CloseAsync(browser, tab.Id, limit);
                    return true;
                },
                cancellationToken);
        }
    }
}

using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>
/// Select-ACBrowserTab: makes a tab the one that cmdlets act on, and brings it to the front, where a live view shows
/// it.
/// </summary>
[Cmdlet(
    VerbsCommon.Select, "ACBrowserTab", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserTab))]
public sealed class SelectBrowserTabCommand : BrowserTabCommand
{
    /// <summary>Writes the tab.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var choice = TabOf(session)
            ?? throw Failures.InvalidArgument("Give the tab to select, by -Tab or from the pipeline.");
        var (tabs, _) = await ListAsync(session, cancellationToken);
        var tab = TabChoice.Of(choice, tabs);
        if (!await ConfirmAsync(session.SessionId, $"Select the tab {tab}"))
        {
            return;
        }

        await OnBrowserAsync(
            session,
            $"Selecting the tab {tab}",
            async (browser, limit) =>
            {
                await browser.Transport.SendAsync("Target.activateTarget", new { targetId = tab.Id }, null, limit);
                browser.Memory.Use(tab.Id);
                return true;
            },
            cancellationToken);
        if (PassThru)
        {
            await WriteAsync(TabFor(tab, true, session));
        }
    }
}

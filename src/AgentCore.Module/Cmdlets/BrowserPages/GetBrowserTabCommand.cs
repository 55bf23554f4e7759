using System.Management.Automation;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Get-ACBrowserTab: lists the tabs of a browser session, popups included.</summary>
[Cmdlet(VerbsCommon.Get, "ACBrowserTab", DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserTab))]
public sealed class GetBrowserTabCommand : BrowserTabCommand
{
    /// <summary>Tabs with such a title alone, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    public string Title { get; set; } = "*";

    /// <summary>Tabs with such an address alone, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    public string Url { get; set; } = "*";

    /// <summary>The tab alone that cmdlets act on unless they are told another one.</summary>
    [Parameter]
    public SwitchParameter Current { get; set; }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var (tabs, current) = await ListAsync(session, cancellationToken);
        var title = WildcardPattern.Get(Title, WildcardOptions.IgnoreCase);
        var url = WildcardPattern.Get(Url, WildcardOptions.IgnoreCase);
        foreach (var tab in TabOf(session) is { } choice ? TabChoice.All(choice, tabs) : tabs)
        {
            if (title.IsMatch(tab.Title) && url.IsMatch(tab.Url) && (!Current || tab == current))
            {
                await WriteAsync(TabFor(tab, tab == current, session));
            }
        }
    }
}

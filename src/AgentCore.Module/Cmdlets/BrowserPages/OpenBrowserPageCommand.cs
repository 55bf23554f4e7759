using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Pages;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>
/// Open-ACBrowserPage: opens an address in a browser session, goes back or forward or loads the page again, and waits
/// until the page is there. Also sets what holds for the tab.
/// </summary>
[Cmdlet(
    VerbsCommon.Open, "ACBrowserPage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPosition)]
[OutputType(typeof(BrowserPage))]
public sealed class OpenBrowserPageCommand : PageSettingsCommand
{
    private const string ByBack = "Back";
    private const string ByForward = "Forward";
    private const string ByReload = "Reload";

    private PageDestination _destination = null!;

    /// <summary>
    /// The session: itself, what has its id, or its id. With -Session or from the pipeline also its name, with
    /// wildcards.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByPipeline, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByBack, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByForward, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ByReload, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject", "SessionId")]
    [ArgumentCompleter(typeof(BrowserSessionCompleter))]
    [BrowserSessionArgument]
    public override BrowserSession[]? Session { get; set; }

    /// <summary>
    /// The address to open, such as https://example.com. Without one, the page stays and the settings that are given
    /// hold from now on.
    /// </summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Url { get; set; }

    /// <summary>Opens the address in a tab of its own, which is the one to use from then on.</summary>
    [Parameter(ParameterSetName = ByPosition)]
    [Parameter(ParameterSetName = ByPipeline)]
    public SwitchParameter NewTab { get; set; }

    /// <summary>Goes back to the page before this one.</summary>
    [Parameter(ParameterSetName = ByBack, Mandatory = true)]
    public SwitchParameter Back { get; set; }

    /// <summary>Goes forward to the page that was left by going back.</summary>
    [Parameter(ParameterSetName = ByForward, Mandatory = true)]
    public SwitchParameter Forward { get; set; }

    /// <summary>Loads the page again.</summary>
    [Parameter(ParameterSetName = ByReload, Mandatory = true)]
    public SwitchParameter Reload { get; set; }

    /// <summary>
    /// What to wait for: Load (everything has arrived; the default), DomContentLoaded (the page itself has),
    /// NetworkIdle (nothing was on its way for half a second) or None (the server has responded).
    /// </summary>
    [Parameter]
    public PageWait WaitUntil { get; set; } = PageWait.Load;

    private protected override void Prepare()
    {
        base.Prepare();
        var move = ParameterSetName switch
        {
            ByBack => PageMove.Back,
            ByForward => PageMove.Forward,
            ByReload => PageMove.Reload,
            _ => Url is null ? PageMove.None : PageMove.Address,
        };
        if (move == PageMove.None && (TabSettings.IsEmpty || NewTab))
        {
            throw Failures.InvalidArgument("Give the address to open, such as https://example.com.");
        }

        if (NewTab && Tab is not null)
        {
            throw Failures.InvalidArgument("-Tab names a tab that is there, and -NewTab opens one. Give one of them.");
        }

        _destination = new PageDestination(move, Url, WaitUntil) { Settings = TabSettings };
    }

    private protected override async Task ProcessAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var (doing, action) = _destination.Move switch
        {
            PageMove.Back => ("Going back", "Go back"),
            PageMove.Forward => ("Going forward", "Go forward"),
            PageMove.Reload => ("Loading the page again", "Load the page again"),
            PageMove.None => ("Setting what holds for the tab", "Set what holds for the tab"),
            _ => ($"Loading '{PageAddress.Shown(Url!)}'", $"Open {PageAddress.Shown(Url!)}"),
        };
        if (Url is not null)
        {
            PageNavigation.Check(Url);
        }

        if (await ConfirmAsync(session.SessionId, action))
        {
            await WriteAsync(await OnTabAsync(
                session, doing, (tab, limit) => OpenAsync(tab, session, limit), cancellationToken));
        }
    }

    private protected override PageTask TaskOf(BrowserSession session, string doing) =>
        base.TaskOf(session, doing) with
        {
            NewTab = NewTab,
            ReplacesStuckPage = _destination.Move == PageMove.Address,
        };

    private async Task<BrowserPage> OpenAsync(
        Pages.Engine.Tab tab, BrowserSession session, CancellationToken cancellationToken)
    {
        try
        {
            var page = await PageNavigation.OpenAsync(tab, _destination, cancellationToken);
            return new BrowserPage(page.Title, page.Url, page.HttpStatus, session.In(tab.Target.TargetId));
        }
        catch (AgentCoreException invalid) when (NewTab && invalid.Category == ErrorCategory.InvalidArgument)
        {
            // A setting, or the address: nothing was opened, and no tab is to stay of it.
            await TabClosing.CloseAsync(tab.Browser, tab.Target.TargetId, cancellationToken);
            throw;
        }
    }
}

using System.Management.Automation;
using System.Management.Automation.Host;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Pages;
using AgentCore.Pages.Engine;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Base of the cmdlets that drive the page of a browser session.</summary>
public abstract class BrowserPageCommand : BrowserSessionCommand
{
    /// <summary>How long to wait at most, in seconds, 1 to 3600.</summary>
    [Parameter]
    [AllowedRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// The tab that is meant: its id, as Get-ACBrowserTab shows it, or what its address is like, with wildcards. The
    /// tab that was used last, unless given.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? Tab { get; set; }

    /// <summary>
    /// What to do from now on when a page of the session opens a dialog: Dismiss, Accept or Ask. Dialogs are dismissed
    /// with a warning where it was never given.
    /// </summary>
    [Parameter]
    public DialogAction? DialogAction { get; set; }

    /// <summary>Does something with the session's tab, within the time that the user gave.</summary>
    /// <param name="session">The session.</param>
    /// <param name="doing">What is done, for the error when time is up.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    private protected Task<T> OnTabAsync<T>(
        BrowserSession session, string doing, Func<Pages.Engine.Tab, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken) =>
        Driver(session).RunOnTabAsync(session, TaskOf(doing), work, cancellationToken);

    /// <summary>Does something with the session's browser itself, within the same time.</summary>
    private protected Task<T> OnBrowserAsync<T>(
        BrowserSession session, string doing, Func<SessionBrowser, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken) =>
        Driver(session).RunAsync(session, TaskOf(doing), work, cancellationToken);

    /// <summary>Does something with the session's browser itself until it is done or stopped.</summary>
    private protected Task<T> OnBrowserWithoutEndAsync<T>(
        BrowserSession session, string doing, Func<SessionBrowser, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken) =>
        Driver(session).RunAsync(
            session, TaskOf(doing) with { TimeoutSeconds = PageTask.WithoutEnd }, work, cancellationToken);

    private PageTask TaskOf(string doing) => new(doing, TimeoutSeconds)
    {
        Tab = Tab,
        DialogAction = DialogAction,
        Warn = Warn,
        AskAsync = AskAsync,
    };

    private async Task<bool?> AskAsync(BrowserDialog dialog)
    {
        try
        {
            return await OnPipelineAsync(() => ShouldContinue(dialog.ToString(), "Accept the dialog of the page?"));
        }
        catch (HostException)
        {
            return null; // a host that cannot ask, or was told not to
        }
    }

    private AutomationDriver Driver(BrowserSession session) => new(AutomationPool.Shared, Connect(session), this);
}

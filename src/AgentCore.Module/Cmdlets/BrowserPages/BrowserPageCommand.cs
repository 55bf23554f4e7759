using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Pages;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>Base of the cmdlets that drive the page of a browser session.</summary>
public abstract class BrowserPageCommand : BrowserSessionCommand
{
    /// <summary>How long to wait at most, in seconds, 1 to 3600.</summary>
    [Parameter]
    [AllowedRange(1, 3600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// The tab that is meant: itself, as Get-ACBrowserTab writes it, its number or id, or what its title or address is
    /// like, with wildcards. Unless given, the one that the session was given by, else the one that was used last.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument(nameof(BrowserTab.Id))]
    [ArgumentCompleter(typeof(TabCompleter))]
    public virtual string? Tab { get; set; }

    /// <summary>
    /// What to do from now on when a page of the session opens a dialog: Dismiss, Accept or Ask. Dialogs are dismissed
    /// with a warning where it was never given. A page that asks whether to be left is left.
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
        Driver(session).RunOnTabAsync(session, TaskOf(session, doing), work, cancellationToken);

    /// <summary>Does something with the session's browser itself, within the same time.</summary>
    private protected Task<T> OnBrowserAsync<T>(
        BrowserSession session, string doing, Func<SessionBrowser, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken) =>
        Driver(session).RunAsync(session, TaskOf(session, doing), work, cancellationToken);

    /// <summary>
    /// Does something with the session's browser itself until it is done or stopped; only the connection has to be made
    /// in time.
    /// </summary>
    private protected async Task<T> OnBrowserWithoutEndAsync<T>(
        BrowserSession session, string doing, Func<SessionBrowser, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken)
    {
        await OnBrowserAsync(session, doing, static (_, _) => Task.FromResult(true), cancellationToken);
        var task = TaskOf(session, doing) with { TimeoutSeconds = PageTask.WithoutEnd };
        return await Driver(session).RunAsync(session, task, work, cancellationToken);
    }

    /// <summary>The tab of a session that is meant; null for the one that was used last.</summary>
    private protected string? TabOf(BrowserSession session) => Tab ?? session.TabId;

    /// <summary>
    /// What a file about a session is called in a folder, without its ending: by the session's id and, where a tab was
    /// given by its id or number, by that number, so that every tab has a file.
    /// </summary>
    private protected string FileNameOf(BrowserSession session)
    {
        var choice = TabOf(session);
        var number = TabCompleter.Known(session.SessionId)
            .Where(tab => tab.Id == choice)
            .Select(tab => tab.Index.ToString(CultureInfo.InvariantCulture))
            .FirstOrDefault() ?? (int.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? choice
                : null);
        return number is null ? session.SessionId : $"{session.SessionId}-{number}";
    }

    /// <summary>What a cmdlet does with a page, by the parameters of all of them.</summary>
    private protected virtual PageTask TaskOf(BrowserSession session, string doing) => new(doing, TimeoutSeconds)
    {
        Tab = TabOf(session),
        DialogAction = DialogAction,
        Warn = Warn,
        AskAsync = AskAsync,
        Trace = IsVerboseShown ? Verbose : null,
    };

    private Task<bool?> AskAsync(BrowserDialog dialog) => OnPipelineAsync<bool?>(() =>
    {
        try
        {
            return ShouldContinue(dialog.ToString(), "Accept the dialog of the page?");
        }
        catch (Exception nobody) when (nobody is not PipelineStoppedException)
        {
            // A host that cannot ask, was told not to, or has no input any more; each has an exception of its own.
            return null;
        }
    });

    private AutomationDriver Driver(BrowserSession session) => new(AutomationPool.Shared, Connect(session), this);
}

/// <summary>Completes numbers of the tabs that a session had when it was driven last.</summary>
/// <remarks>Nothing is connected for that: a session has one automation stream, which others may need.</remarks>
public sealed class TabCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words => Tabs(null);

    private protected override IEnumerable<(string Word, string Hint)> WordsFor(IDictionary? typed)
    {
        var session = typed?[nameof(BrowserSessionCommand.Session)];
        return Tabs((session is PSObject wrapped ? wrapped.BaseObject : session)?.ToString());
    }

    internal static IEnumerable<TabInfo> Known(string? sessionId) =>
        AutomationPool.Shared.MemoriesOf(sessionId).SelectMany(memory => memory.Get<TabListState>().Tabs);

    private static IEnumerable<(string Word, string Hint)> Tabs(string? sessionId) =>
        Known(sessionId).Select(tab => (tab.Index.ToString(CultureInfo.InvariantCulture), $"{tab.Title} ({tab.Url})"));
}

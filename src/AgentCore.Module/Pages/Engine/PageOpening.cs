using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Pages.Transport;
using PuppeteerSharp;
using PuppeteerSharp.Cdp;

namespace AgentCore.Pages.Engine;

/// <summary>Makes a page ready to be driven, or finds out why it cannot be.</summary>
internal static class PageOpening
{
    private const string GoOn = "Go on with another page: Open-ACBrowserPage.";

    private static readonly TimeSpan LongestReply = TimeSpan.FromSeconds(1);

    // A script that never ends keeps the page from responding to any command.
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(2);

    /// <summary>The error for a page that has crashed.</summary>
    public static AgentCoreException Crashed =>
        new("PageCrashed", ErrorCategory.InvalidOperation, "The page has crashed.") { RecommendedAction = GoOn };

    /// <summary>The error for a page that was closed.</summary>
    public static AgentCoreException Closed =>
        new("PageClosed", ErrorCategory.InvalidOperation, "The page was closed.") { RecommendedAction = GoOn };

    /// <summary>Whether another address can be opened in the page.</summary>
    public static async Task<bool> IsUsableAsync(
        SessionBrowser browser, CdpTarget target, TabUser user, CancellationToken cancellationToken)
    {
        if (browser.PendingAddressOf(target) is not null)
        {
            return true;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StuckAfter);
        try
        {
            var page = await RunAsync(browser, target, user, timeout.Token);
            return await browser.RespondsAsync(page.Client.Id, StuckAfter, timeout.Token);
        }
        catch (Exception stuck) when (stuck is OperationCanceledException or AgentCoreException or CdpException
            && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The page, when it responds.</summary>
    /// <exception cref="AgentCoreException">It has crashed.</exception>
    public static async Task<IPage> RunAsync(
        SessionBrowser browser, CdpTarget target, TabUser user, CancellationToken cancellationToken)
    {
        if (browser.HasCrashed(target.TargetId))
        {
            throw Crashed;
        }

        var opening = target.PageAsync();
        if (!opening.IsCompleted && !await IsDoneAsync(opening, cancellationToken))
        {
            await FindReasonAsync(browser, target, opening, user, cancellationToken);
        }

        return await opening.WaitAsync(cancellationToken);
    }

    // A dialog that opened while nobody listened blocks the page, and no client that came later can answer it. It
    // cannot be asked for, but a page in a dialog takes keys at once, and drops them; a busy page takes them when it is
    // no longer busy.
    private static async Task FindReasonAsync(
        SessionBrowser browser, CdpTarget target, Task opening, TabUser user, CancellationToken cancellationToken)
    {
        var session = await target.CreateCDPSessionAsync().WaitAsync(cancellationToken);
        var crash = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = browser.Transport.Listen(
            (id, method) => id == session.Id && method == "Inspector.targetCrashed", _ => crash.TrySetResult(true));
        browser.Transport.Post("Inspector.enable", new { }, session.Id);
        var key = browser.Transport.SendAsync(
            "Input.dispatchKeyEvent", new { type = "keyUp" }, session.Id, cancellationToken);
        var first = await Task.WhenAny(crash.Task, key, opening).WaitAsync(cancellationToken);
        var isOpen = first == opening || await IsDoneAsync(opening, cancellationToken);
        if (crash.Task.IsCompleted)
        {
            browser.NoteCrash(target.TargetId);
            throw Crashed;
        }

        if (first == key && !isOpen)
        {
            await AnswerAsync(browser.Memory.DialogAction, user, cancellationToken);
        }
    }

    private static async Task AnswerAsync(DialogAction? action, TabUser user, CancellationToken cancellationToken)
    {
        var unknown = new BrowserDialog("dialog", "(opened while nobody was connected)", "", "");
        var accept = action == DialogAction.Ask
            ? await user.AskAsync(unknown) ?? false
            : action == DialogAction.Accept;
        await user.AnswerByKeyAsync(accept, cancellationToken);
        if (action is null)
        {
            user.Warn("The page waited in a dialog, which opened while nobody was connected; it was dismissed.");
        }
    }

    private static async Task<bool> IsDoneAsync(Task work, CancellationToken cancellationToken) =>
        await Task.WhenAny(work, Task.Delay(LongestReply, cancellationToken)) == work;
}

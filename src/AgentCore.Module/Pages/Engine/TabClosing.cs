using AgentCore.Pages.Transport;
using PuppeteerSharp.Cdp;

namespace AgentCore.Pages.Engine;

/// <summary>Closes tabs, also those whose pages do not respond.</summary>
internal static class TabClosing
{
    private static readonly TimeSpan LongestReply = TimeSpan.FromMilliseconds(500);

    /// <summary>Closes a tab and waits until it is gone.</summary>
    public static async Task CloseAsync(
        SessionBrowser browser, string targetId, CancellationToken cancellationToken)
    {
        var transport = browser.Transport;
        // A browser whose last page closes may end.
        if (browser.Memory.Get<TabListState>().Tabs.All(tab => tab.Id == targetId))
        {
            await browser.OpenTabAsync(cancellationToken);
        }

        if (browser.Pages.FirstOrDefault(page => page.TargetId == targetId) is { } target
            && !await RespondsAsync(browser, target, cancellationToken))
        {
            EndScript(browser, target);
        }

        var gone = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = transport.Listen(
            (session, method) => session is null && method == "Target.targetDestroyed",
            raised =>
            {
                if (raised.Parameters.GetProperty("targetId").GetString() == targetId)
                {
                    gone.TrySetResult(true);
                }
            });
        using var closing = transport.Closing.Register(() => gone.TrySetCanceled());
        await transport.SendAsync("Target.closeTarget", new { targetId }, null, cancellationToken);
        await gone.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Ends the script that a page hangs in. It would run on without its page, and the pages that share a process with
    /// it, such as the one that opened it, would hang for as long.
    /// </summary>
    public static void EndScript(SessionBrowser browser, CdpTarget target)
    {
        if (SessionOf(target) is { } session)
        {
            browser.Transport.Post("Runtime.terminateExecution", new { }, session);
        }
    }

    private static async Task<bool> RespondsAsync(
        SessionBrowser browser, CdpTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return SessionOf(target) is not { } session
                || await browser.RespondsAsync(session, LongestReply, cancellationToken);
        }
        catch (CdpException)
        {
            return true; // it is gone
        }
    }

    // Of a page that hung before this connection there is none, and no way to its script.
    private static string? SessionOf(CdpTarget target) =>
        target.PageAsync() is { Status: TaskStatus.RanToCompletion } opened ? opened.Result.Client.Id : null;
}

using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Engine;

/// <summary>Sends commands of the Chrome DevTools Protocol as they are.</summary>
/// <param name="browser">The browser.</param>
/// <param name="targetId">The tab that they go to; null for the browser itself.</param>
/// <param name="sessionId">The attachment to it.</param>
internal sealed class RawCommand(SessionBrowser browser, string? targetId, string sessionId)
{
    // What only the browser itself understands.
    private static readonly string[] BrowserDomains = ["Browser", "SystemInfo", "Target", "Tethering"];

    // These send events without being enabled.
    private static readonly string[] AlwaysEnabledDomains =
        ["Browser", "Input", "IO", "Storage", "SystemInfo", "Tethering", "Tracing"];

    /// <summary>Finds the tab or browser that a command or event belongs to.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="scope">Page or browser; null goes by the domain.</param>
    /// <param name="name">A method or event, such as <c>Page.reload</c>.</param>
    /// <param name="choice">The tab; null for the one that was used last.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<RawCommand> ToAsync(
        SessionBrowser browser, BrowserScope? scope, string name, string? choice, CancellationToken cancellationToken)
    {
        if (scope is null ? BrowserDomains.Contains(DomainOf(name)) : scope == BrowserScope.Browser)
        {
            return new RawCommand(browser, null, await browser.RawSessionAsync().WaitAsync(cancellationToken));
        }

        var tab = await browser.FindTabAsync(choice, cancellationToken);
        return new RawCommand(browser, tab.TargetId, await browser.RawSessionAsync(tab).WaitAsync(cancellationToken));
    }

    /// <summary>Sends a command.</summary>
    /// <exception cref="CdpException">The browser responded with an error.</exception>
    public async Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellationToken)
    {
        var result = await WhileAliveAsync(
            token => browser.Transport.SendAsync(method, parameters, sessionId, token), cancellationToken);
        browser.Note(targetId, sessionId, method, parameters);
        return result;
    }

    /// <summary>Waits for something of the tab, for no longer than its page lives.</summary>
    /// <exception cref="AgentCoreException">The page crashed meanwhile.</exception>
    public async Task<T> WhileAliveAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var crash = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hasCrashed = false;
        void OnCrash(string crashed)
        {
            if (crashed == targetId)
            {
                hasCrashed = true;
                crash.Cancel();
            }
        }

        browser.TabCrashed += OnCrash;
        try
        {
            return await work(crash.Token);
        }
        catch (OperationCanceledException) when (hasCrashed && !cancellationToken.IsCancellationRequested)
        {
            throw PageOpening.Crashed;
        }
        finally
        {
            browser.TabCrashed -= OnCrash;
        }
    }

    /// <summary>Receives the events of one name until the result is disposed; enables their domain.</summary>
    /// <exception cref="CdpException">The domain does not exist.</exception>
    public async Task<EventFeed> ListenAsync(string name, CancellationToken cancellationToken)
    {
        var domain = DomainOf(name);
        var feed = new EventFeed(browser.Transport, sessionId, name);
        if (Array.IndexOf(AlwaysEnabledDomains, domain) >= 0 || browser.IsEnabled(sessionId, domain))
        {
            return feed;
        }

        try
        {
            var (on, off) = Switch(domain);
            await browser.Transport.SendAsync(on.Method, on.Parameters, sessionId, cancellationToken);
            feed.WhenDisposed(() => browser.Transport.Post(off.Method, off.Parameters, sessionId));
            return feed;
        }
        catch
        {
            feed.Dispose();
            throw;
        }
    }

    private static ((string Method, object Parameters) On, (string Method, object Parameters) Off) Switch(
        string domain) =>
        domain == "Target"
            ? (("Target.setDiscoverTargets", new { discover = true }), (
                "Target.setDiscoverTargets", new { discover = false }))
            : (($"{domain}.enable", new { }), ($"{domain}.disable", new { }));

    private static string DomainOf(string name) => name.Split('.')[0];
}

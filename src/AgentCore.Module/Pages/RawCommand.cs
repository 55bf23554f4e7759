using System.Text.Json;

namespace AgentCore.Pages;

/// <summary>Sends commands of the Chrome DevTools Protocol as they are.</summary>
/// <param name="client">The connection.</param>
/// <param name="sessionId">The attachment to the page; null for the browser itself.</param>
internal sealed class RawCommand(CdpClient client, string? sessionId)
{
    // What only the browser itself understands.
    private static readonly string[] BrowserDomains = ["Browser", "SystemInfo", "Target", "Tethering"];

    // These send events without being enabled.
    private static readonly string[] AlwaysEnabledDomains =
        ["Browser", "Input", "IO", "Storage", "SystemInfo", "Tethering", "Tracing"];

    /// <summary>Finds the page or browser that a command or event belongs to.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="scope">Page or browser; null goes by the domain.</param>
    /// <param name="name">A method or event, such as <c>Page.reload</c>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<RawCommand> ToAsync(
        CdpClient client, BrowserScope? scope, string name, CancellationToken cancellationToken)
    {
        var toBrowser = scope is null ? BrowserDomains.Contains(DomainOf(name)) : scope == BrowserScope.Browser;
        return new RawCommand(client, toBrowser ? null : await KeptAsync(client, cancellationToken));
    }

    /// <summary>Sends a command.</summary>
    /// <exception cref="CdpRefusal">The browser rejected the command.</exception>
    public async Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellationToken)
    {
        var result = await client.SendAsync(method, parameters, sessionId, cancellationToken);
        client.Pages.Note(sessionId, method, parameters);
        return result;
    }

    /// <summary>Receives the events of one name until the result is disposed; enables their domain.</summary>
    /// <exception cref="CdpRefusal">The domain does not exist.</exception>
    public async Task<EventFeed> ListenAsync(string name, CancellationToken cancellationToken)
    {
        var domain = DomainOf(name);
        var feed = new EventFeed(client, sessionId, name);
        if (Array.IndexOf(AlwaysEnabledDomains, domain) >= 0 || client.Pages.IsEnabled(sessionId, domain))
        {
            return feed;
        }

        try
        {
            var (on, off) = Switch(domain);
            await client.SendAsync(on.Method, on.Parameters, sessionId, cancellationToken);
            feed.WhenDisposed(() => client.Post(off.Method, off.Parameters, sessionId));
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

    private static async Task<string> KeptAsync(CdpClient client, CancellationToken cancellationToken)
    {
        var page = await PageTargets.CurrentAsync(client, cancellationToken);
        if (client.Pages.Kept?.TargetId != page)
        {
            client.Pages.Keep(await PageTargets.AttachAsync(client, page, cancellationToken));
        }

        return client.Pages.Kept!.SessionId;
    }
}

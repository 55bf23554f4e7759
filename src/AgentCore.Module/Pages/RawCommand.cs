using System.Text.Json;

namespace AgentCore.Pages;

/// <summary>Sends commands of the Chrome DevTools Protocol as they are.</summary>
/// <param name="client">The connection.</param>
/// <param name="sessionId">The attachment to the page; null for the browser itself.</param>
internal sealed class RawCommand(CdpClient client, string? sessionId)
{
    // What only the browser itself understands.
    private static readonly string[] BrowserDomains = ["Browser", "SystemInfo", "Target", "Tethering"];

    // These tell what happens without being switched on.
    private static readonly string[] TalkativeDomains =
        ["Browser", "Input", "IO", "Storage", "SystemInfo", "Tethering", "Tracing"];

    /// <summary>Finds whom to talk to.</summary>
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
    /// <exception cref="CdpRefusal">The browser refused.</exception>
    public async Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellationToken)
    {
        var result = await client.SendAsync(method, parameters, sessionId, cancellationToken);
        if (method == $"{DomainOf(method)}.enable")
        {
            client.Pages.SwitchedOn.Add((sessionId, DomainOf(method)));
        }
        else if (method == $"{DomainOf(method)}.disable")
        {
            client.Pages.SwitchedOn.Remove((sessionId, DomainOf(method)));
        }

        return result;
    }

    /// <summary>Hears one kind of event until the result is disposed; switches its domain on where it is not.</summary>
    /// <exception cref="CdpRefusal">There is no such domain.</exception>
    public async Task<EventFeed> ListenAsync(string name, CancellationToken cancellationToken)
    {
        var domain = DomainOf(name);
        var feed = new EventFeed(client, sessionId, name);
        if (Array.IndexOf(TalkativeDomains, domain) >= 0 || client.Pages.SwitchedOn.Contains((sessionId, domain)))
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
            client.Pages.Kept = await PageTargets.AttachAsync(client, page, cancellationToken);
        }

        return client.Pages.Kept!.SessionId;
    }
}

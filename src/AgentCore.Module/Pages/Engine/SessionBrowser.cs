using System.Collections.Concurrent;
using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Pages.Transport;
using PuppeteerSharp;
using PuppeteerSharp.Cdp;

namespace AgentCore.Pages.Engine;

/// <summary>A session's browser while the automation connection is open: PuppeteerSharp on our transport.</summary>
/// <param name="transport">The connection.</param>
/// <param name="memory">What former connections to the browser remembered.</param>
/// <param name="features">What follows the events of the browser.</param>
internal sealed class SessionBrowser(
    CdpTransport transport, SessionMemory memory, IReadOnlyList<IBrowserFeature> features) : IDisposable
{
    private readonly ConcurrentDictionary<string, Task<string>> _rawSessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string SessionId, string Domain), bool> _enabled = [];
    private IBrowser? _browser;

    /// <summary>The connection itself.</summary>
    public CdpTransport Transport => transport;

    /// <summary>What is remembered about the browser.</summary>
    public SessionMemory Memory => memory;

    /// <summary>Whether the connection is closed.</summary>
    public bool IsClosed => transport.IsClosed;

    /// <summary>Where a tab is on the way to, while no server has responded; null where it is not.</summary>
    public string? PendingAddressOf(CdpTarget tab) =>
        features.OfType<PendingNavigations>().FirstOrDefault()?.AddressOf(tab.TargetId);

    /// <summary>PuppeteerSharp's browser.</summary>
    public IBrowser Browser =>
        _browser ?? throw new InvalidOperationException("The browser is not connected yet.");

    /// <summary>The pages that are there, in no order.</summary>
    public IReadOnlyList<CdpTarget> Pages => 
        [.. Browser.Targets().OfType<CdpTarget>().Where(target => target.Type == TargetType.Page)];

    /// <summary>Lets PuppeteerSharp find out what is there.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        foreach (var feature in features)
        {
            feature.Connect(this);
        }

        _browser = await Puppeteer.ConnectAsync(new ConnectOptions
        {
            BrowserWSEndpoint = "ws://session/",
            TransportFactory = (_, _, _) => Task.FromResult<PuppeteerSharp.Transport.IConnectionTransport>(transport),
            // The session's own view port stays.
            DefaultViewport = null,
            IssuesEnabled = false,
        }).WaitAsync(cancellationToken);
        if (memory.Settings.Of(null).Count > 0)
        {
            await RawSessionAsync().WaitAsync(cancellationToken);
        }

        _browser.TargetCreated += (_, created) => _ = ObserveAsync((CdpTarget)created.Target);
        foreach (var page in Pages)
        {
            _ = ObserveAsync(page);
        }
    }

    /// <summary>The tab that was chosen, or the one that was used last; a new one where there is none.</summary>
    /// <exception cref="AgentCoreException">There is no such tab.</exception>
    public async Task<CdpTarget> FindTabAsync(string? choice, CancellationToken cancellationToken)
    {
        var pages = Pages;
        if (choice is not null)
        {
            return TabChoice.Of(choice, pages);
        }

        var current = memory.Choose(pages.Select(page => (page.TargetId, page.Opener is not null)));
        return pages.FirstOrDefault(page => page.TargetId == current) ?? await OpenTabAsync(cancellationToken);
    }

    /// <summary>Opens an empty tab, which is the one to use from now on.</summary>
    public async Task<CdpTarget> OpenTabAsync(CancellationToken cancellationToken)
    {
        var made = await transport.SendAsync(
            "Target.createTarget", new { url = "about:blank" }, null, cancellationToken);
        var id = made.GetProperty("targetId").GetString()!;
        var target = await Browser
            .WaitForTargetAsync(made => ((CdpTarget)made).TargetId == id, new WaitForOptions { Timeout = 0 })
            .WaitAsync(cancellationToken);
        memory.Use(id);
        return (CdpTarget)target;
    }

    /// <summary>
    /// The attachment of raw commands to a tab, which they share, so that what one switches on holds for the next. It
    /// is another one than PuppeteerSharp's, which they could confuse.
    /// </summary>
    public Task<string> RawSessionAsync(CdpTarget tab) => _rawSessions.GetOrAdd(
        tab.TargetId,
        async id => Restore(id, (await tab.CreateCDPSessionAsync()).Id));

    /// <summary>That to the browser itself.</summary>
    public Task<string> RawSessionAsync() => _rawSessions.GetOrAdd(
        "",
        async _ =>
        {
            var attached = await transport.SendAsync(
                "Target.attachToBrowserTarget", new { }, null, transport.Closing);
            return Restore(null, attached.GetProperty("sessionId").GetString()!);
        });

    /// <summary>Whether an attachment is one of raw commands.</summary>
    public bool IsRawSession(string sessionId) =>
        _rawSessions.Values.Any(session => session is { IsCompleted: true, IsFaulted: false }
            && session.Result == sessionId);

    /// <summary>Whether the events of a domain have been switched on by a raw command.</summary>
    public bool IsEnabled(string sessionId, string domain) => _enabled.ContainsKey((sessionId, domain));

    /// <summary>Takes note of a raw command that succeeded.</summary>
    /// <param name="targetId">The tab it went to; null for the browser itself.</param>
    /// <param name="sessionId">The attachment it went to.</param>
    /// <param name="method">The command.</param>
    /// <param name="parameters">Its parameters.</param>
    public void Note(string? targetId, string sessionId, string method, object parameters)
    {
        memory.Settings.Note(targetId, method, parameters);
        var (domain, action) = (method.Split('.')[0], method.Split('.')[1]);
        if (action == "enable")
        {
            _enabled[(sessionId, domain)] = true;
        }
        else if (action == "disable")
        {
            _enabled.TryRemove((sessionId, domain), out _);
        }
    }

    /// <summary>Makes the settings of a tab again that the last connection took with it.</summary>
    public Task RestoreAsync(CdpTarget tab) =>
        memory.Settings.Of(tab.TargetId).Count > 0 ? RawSessionAsync(tab) : Task.CompletedTask;

    /// <summary>Closes the connection when the other side has seen its end, or within 2 seconds.</summary>
    public Task CloseAsync(string reason) => transport.CloseAsync(reason);

    /// <summary>Closes the connection; all who use it fail with the reason.</summary>
    public void Close(string reason) => transport.Close(reason);

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();

    private string Restore(string? targetId, string sessionId)
    {
        foreach (var (method, parameters) in memory.Settings.Of(targetId))
        {
            // Not waited for: the page may be busy, and takes its commands in their order.
            transport.Post(method, parameters, sessionId);
            Note(targetId, sessionId, method, parameters);
        }

        return sessionId;
    }

    // A page that hangs, or is gone by then, is observed no further; who drives it learns why.
    private async Task ObserveAsync(CdpTarget target)
    {
        if (target.Type != TargetType.Page)
        {
            return;
        }

        try
        {
            var page = await target.PageAsync();
            foreach (var feature in features)
            {
                await feature.ObserveAsync(this, page);
            }
        }
        catch (Exception gone) when (gone is PuppeteerException or AgentCoreException or CdpException
            or TimeoutException)
        {
        }
    }
}

/// <summary>Finds the tab that a user means.</summary>
internal static class TabChoice
{
    /// <summary>By its id, or by what its address is like, with wildcards.</summary>
    /// <exception cref="AgentCoreException">No tab, or more than one, is meant.</exception>
    public static CdpTarget Of(string choice, IReadOnlyList<CdpTarget> tabs)
    {
        var pattern = WildcardPattern.Get(choice, WildcardOptions.IgnoreCase);
        var meant = tabs.FirstOrDefault(tab => tab.TargetId == choice) is { } one
            ? [one]
            : tabs.Where(tab => pattern.IsMatch(tab.Url)).ToArray();
        return meant.Length switch
        {
            1 => meant[0],
            0 => throw Failures.NotFound($"The session has no tab '{choice}'. Get-ACBrowserTab lists its tabs."),
            _ => throw Failures.InvalidArgument($"'{choice}' matches {meant.Length} tabs. Give the id of one."),
        };
    }
}

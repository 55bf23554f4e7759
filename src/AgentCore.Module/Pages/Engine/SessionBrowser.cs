using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, Task<FrameSessions>> _rawSessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task<string>> _rawBrowserSession = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string SessionId, string Domain), bool> _enabled = [];
    private readonly ConcurrentDictionary<string, bool> _drawing = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _crashed = new(StringComparer.Ordinal);
    private IBrowser? _browser;
    private int _worlds;

    /// <summary>Raised with the id of a tab whose page has crashed.</summary>
    public event Action<string>? TabCrashed;

    /// <summary>The connection itself.</summary>
    public CdpTransport Transport => transport;

    /// <summary>What is remembered about the browser.</summary>
    public SessionMemory Memory => memory;

    /// <summary>Whether the page of a tab has crashed, as far as this connection saw.</summary>
    public bool HasCrashed(string targetId) => _crashed.ContainsKey(targetId);

    /// <summary>Takes note of a page that had crashed before this connection began.</summary>
    public void NoteCrash(string targetId) => _crashed[targetId] = true;

    /// <summary>Our worlds in the documents of this connection.</summary>
    public FrameWorlds Worlds { get; } = new(transport);

    /// <summary>The number of a world in a frame, which names its objects on this connection.</summary>
    public int NextWorld() => Interlocked.Increment(ref _worlds);

    /// <summary>Whether the connection is closed.</summary>
    public bool IsClosed => transport.IsClosed;

    /// <summary>Where a tab is on the way to, while no server has responded; null where it is not.</summary>
    public string? PendingAddressOf(CdpTarget tab) =>
        features.OfType<PendingNavigations>().FirstOrDefault()?.AddressOf(tab.TargetId);

    /// <summary>The attachment to the process that shows a frame.</summary>
    public string SessionOf(IFrame frame) =>
        features.OfType<FrameAttachments>().FirstOrDefault()?.Of(frame) ?? ((Frame)frame).Client.Id;

    /// <summary>PuppeteerSharp's browser.</summary>
    public IBrowser Browser =>
        _browser ?? throw new InvalidOperationException("The browser is not connected yet.");

    /// <summary>The pages that are there, in no order.</summary>
    public IReadOnlyList<CdpTarget> Pages =>
        [.. Browser.Targets().OfType<CdpTarget>().Where(target => target.Type == TargetType.Page)];

    /// <summary>Lets PuppeteerSharp find out what is there.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        transport.Listen(static (_, method) => method == "Target.targetCrashed", raised =>
        {
            var id = raised.Parameters.GetProperty("targetId").GetString()!;
            _crashed[id] = true;
            TabCrashed?.Invoke(id);
        });
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
    }

    /// <summary>The tabs as the browser lists them now.</summary>
    public async Task<IReadOnlyList<TabInfo>> ListTabsAsync(CancellationToken cancellationToken)
    {
        var list = memory.Get<TabListState>();
        var listed = await transport.SendAsync("Target.getTargets", new { }, null, cancellationToken);
        foreach (var target in listed.GetProperty("targetInfos").EnumerateArray())
        {
            list.See(target);
        }

        return list.Tabs;
    }

    /// <summary>The tab that is in use, if there is one.</summary>
    public TabInfo? CurrentOf(IReadOnlyList<TabInfo> tabs)
    {
        var current = memory.Choose([.. tabs.Select(tab => (tab.Id, tab.OpenerId))]);
        return tabs.FirstOrDefault(tab => tab.Id == current);
    }

    /// <summary>The tab that was chosen, or the one that was used last; a new one where there is none.</summary>
    /// <exception cref="AgentCoreException">There is no such tab.</exception>
    public async Task<CdpTarget> FindTabAsync(string? choice, CancellationToken cancellationToken)
    {
        var tabs = choice is null ? memory.Get<TabListState>().Tabs : await ListTabsAsync(cancellationToken);
        var current = CurrentOf(tabs);
        var meant = choice is null ? current : TabChoice.Of(choice, tabs);
        return meant is null
            ? await OpenTabAsync(cancellationToken)
            : await TargetAsync(meant.Id, cancellationToken);
    }

    /// <summary>Opens an empty tab, which is the one to use from now on.</summary>
    public async Task<CdpTarget> OpenTabAsync(CancellationToken cancellationToken)
    {
        var made = await transport.SendAsync(
            "Target.createTarget", new { url = "about:blank" }, null, cancellationToken);
        var id = made.GetProperty("targetId").GetString()!;
        memory.Use(id);
        return await TargetAsync(id, cancellationToken);
    }

    /// <summary>Closes a tab that responds to nothing any more, and opens another in its place.</summary>
    public async Task<CdpTarget> ReplaceTabAsync(CdpTarget stuck, CancellationToken cancellationToken)
    {
        // First the new one: a browser whose last page closes may end.
        var target = await OpenTabAsync(cancellationToken);
        memory.Replace(stuck.TargetId, target.TargetId);
        memory.Get<TabListState>().Replace(stuck.TargetId, target.TargetId);
        TabClosing.EndScript(this, stuck);
        await transport.SendAsync(
            "Target.closeTarget", new { targetId = stuck.TargetId }, null, cancellationToken);
        return target;
    }

    /// <summary>
    /// The attachment of raw commands to a tab, which they share, so that what one switches on holds for the next. It
    /// is another one than PuppeteerSharp's, which they could confuse.
    /// </summary>
    public async Task<string> RawSessionAsync(CdpTarget tab) => (await RawSessionsAsync(tab)).Page;

    /// <summary>That to the browser itself.</summary>
    public Task<string> RawSessionAsync() => _rawBrowserSession.GetOrAdd(
        "",
        async _ =>
        {
            var attached = await transport.SendAsync(
                "Target.attachToBrowserTarget", new { }, null, transport.Closing);
            return Restore(null, attached.GetProperty("sessionId").GetString()!);
        });

    /// <summary>Makes a setting that holds for a tab and its frames, also on the connections that follow.</summary>
    /// <exception cref="CdpException">The browser responded with an error.</exception>
    public async Task SetAsync(
        CdpTarget tab, string method, object parameters, CancellationToken cancellationToken)
    {
        var sessions = await RawSessionsAsync(tab).WaitAsync(cancellationToken);
        await transport.SendAsync(method, parameters, sessions.Page, cancellationToken);
        Note(tab.TargetId, sessions.Page, method, parameters);
        sessions.Follow();
        sessions.PostToFrames(method, parameters);
    }

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

    /// <summary>
    /// Lets a tab draw also behind another one, where much waits for the next picture; it does while the attachment
    /// lasts.
    /// </summary>
    public void KeepDrawing(string sessionId)
    {
        if (_drawing.TryAdd(sessionId, true))
        {
            transport.Post("Emulation.setFocusEmulationEnabled", new { enabled = true }, sessionId);
        }
    }

    /// <summary>Makes the settings of a tab again that the last connection took with it.</summary>
    public async Task RestoreAsync(CdpTarget tab, CancellationToken cancellationToken)
    {
        if (memory.Settings.Of(tab.TargetId).Count > 0)
        {
            await RawSessionsAsync(tab).WaitAsync(cancellationToken);
        }

        await memory.Tab(tab.TargetId).Get<RequestMocks>().RestoreAsync(this, tab, cancellationToken);
    }

    /// <summary>Whether a page responds at once.</summary>
    /// <param name="sessionId">The attachment to it.</param>
    /// <param name="within">How long it may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentCoreException">The connection is closed.</exception>
    /// <exception cref="CdpException">The page is gone.</exception>
    public async Task<bool> RespondsAsync(string sessionId, TimeSpan within, CancellationToken cancellationToken)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(within);
        try
        {
            await transport.SendAsync("Runtime.evaluate", new { expression = "0" }, sessionId, soon.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

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

    private async Task<CdpTarget> TargetAsync(string id, CancellationToken cancellationToken) =>
        (CdpTarget)await Browser
            .WaitForTargetAsync(target => ((CdpTarget)target).TargetId == id, new WaitForOptions { Timeout = 0 })
            .WaitAsync(cancellationToken);

    private Task<FrameSessions> RawSessionsAsync(CdpTarget tab) =>
        _rawSessions.GetOrAdd(tab.TargetId, _ => AttachAsync(tab));

    private async Task<FrameSessions> AttachAsync(CdpTarget tab)
    {
        var sessions = await FrameSessions.AttachAsync(this, tab, () => memory.Settings.OfFrames(tab.TargetId));
        if (memory.Settings.Of(tab.TargetId).Count > 0)
        {
            Restore(tab.TargetId, sessions.Page);
            sessions.Follow();
        }

        return sessions;
    }
}

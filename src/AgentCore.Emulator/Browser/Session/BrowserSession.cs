using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Session;

/// <summary>A browser session: a Chromium of its own, and the state of each feature that uses it.</summary>
internal sealed class BrowserSession : ToolSession
{
    private readonly ChromiumBrowser _chromium;
    private readonly SessionFeatures _features;
    private readonly string _folder;

    /// <summary>Takes over a Chromium that has started.</summary>
    /// <param name="start">How the session was started.</param>
    /// <param name="chromium">Its browser.</param>
    /// <param name="features">Its features.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Receives the errors of the session's end.</param>
    public BrowserSession(
        SessionStart start, ChromiumBrowser chromium, SessionFeatures features, TimeProvider time, ILogger log)
        : base(start.Seed, time, log)
    {
        _chromium = chromium;
        _features = features;
        _folder = start.Folder;
        Request = start.Request;
        chromium.Hub.BrowserEnded.Register(() => _ = EndAsync($"its browser {chromium.Hub.BrowserState}"));
    }

    /// <summary>The request that started it, with the view port that applies.</summary>
    public StartBrowserSessionRequest Request { get; }

    /// <summary>The browser's DevTools hub.</summary>
    public CdpHub Hub => _chromium.Hub;

    /// <summary>The browser's pages.</summary>
    public PageList Pages => _chromium.Pages;

    /// <summary>The origins that the browser has shown.</summary>
    public VisitedOrigins Visited => _chromium.Visited;

    /// <summary>The feature of a type, with its state in this session.</summary>
    public T Feature<T>()
        where T : IBrowserFeature => _features.Get<T>();

    /// <summary>The session's streams.</summary>
    /// <param name="address">Address of the emulator as the caller reaches it, http or https.</param>
    public BrowserSessionStream StreamsAt(Uri address)
    {
        var path = address.Authority + BrowserStream.PathOf(Seed.ResourceId, Seed.Id);
        var secure = address.Scheme == Uri.UriSchemeHttps ? "s" : "";
        return new(new($"ws{secure}://{path}/automation", Feature<IAutomationStatus>().Status))
        {
            LiveViewStream = new() { StreamEndpoint = $"http{secure}://{path}/live-view" },
        };
    }

    /// <summary>Kills its Chromium, and waits until the session has ended because of that.</summary>
    public async Task CrashAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Ended.Register(ended.SetResult);
        _chromium.Kill();
        await ended.Task;
    }

    /// <inheritdoc/>
    protected override Task FinishAsync() => _features.FinishAsync();

    /// <inheritdoc/>
    protected override async Task ReleaseAsync(string reason)
    {
        try
        {
            await _chromium.StopAsync($"The session has ended: {reason}.");
        }
        finally
        {
            try
            {
                await _features.DisposeAsync();
            }
            finally
            {
                DataFolder.RemoveTree(_chromium.Folder);
                DataFolder.RemoveTree(_folder);
            }
        }
    }
}

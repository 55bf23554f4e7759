using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Browser.Features.Actions;
using AgentCore.Emulator.Browser.Features.Automation;
using AgentCore.Emulator.Browser.Features.LiveView;
using AgentCore.Emulator.Browser.Features.Profiles;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Session;

/// <summary>A browser session: one Chromium of its own, and who may see and drive it.</summary>
internal sealed class BrowserSession : ToolSession
{
    private readonly ChromiumBrowser _chromium;
    private SessionSetup? _setup;
    private readonly string _folder;

    /// <summary>Takes over a Chromium that has started.</summary>
    /// <param name="seed">What the session knows of itself.</param>
    /// <param name="time">The clock.</param>
    /// <param name="request">What it was started with.</param>
    /// <param name="chromium">Its browser.</param>
    /// <param name="setup">What its configuration came to.</param>
    /// <param name="folder">Its folder, removed at the end.</param>
    /// <param name="log">Where a failed release is told.</param>
    public BrowserSession(
        SessionSeed seed,
        TimeProvider time,
        StartBrowserSessionRequest request,
        ChromiumBrowser chromium,
        SessionSetup setup,
        string folder,
        ILogger log)
        : base(seed, time, log)
    {
        _chromium = chromium;
        _setup = setup;
        _folder = folder;
        Request = request;
        ViewTokens = new OneTimeTokens(time);
        Actions = new ActionRunner(this);
        chromium.Hub.Gone.Register(() => _ = EndAsync($"its browser {chromium.Hub.Fate}"));
    }

    /// <summary>What it was started with.</summary>
    public StartBrowserSessionRequest Request { get; }

    /// <summary>The browser's DevTools hub.</summary>
    public CdpHub Hub => _chromium.Hub;

    /// <summary>Its pages.</summary>
    public PageList Pages => _chromium.Pages;

    /// <summary>Its mouse, keyboard and screen.</summary>
    public ActionRunner Actions { get; }

    /// <summary>Who may drive it.</summary>
    public AutomationGate Automation { get; } = new();

    /// <summary>ENABLED or DISABLED.</summary>
    public string StreamStatus => Automation.Status;

    /// <summary>Tokens that let a live-view page open its picture.</summary>
    public OneTimeTokens ViewTokens { get; }

    /// <summary>What a browser profile keeps of it.</summary>
    /// <exception cref="CdpException">The browser is gone.</exception>
    public Task<ProfileState> ReadStateAsync() => ProfileTransfer.ReadAsync(Hub, _chromium.Visited);

    /// <summary>Lets automation in, or cuts it off.</summary>
    public void SetStreamStatus(string status)
    {
        Automation.Set(status);
        Touch();
    }

    /// <inheritdoc/>
    protected override async Task ReleaseAsync(string reason)
    {
        try
        {
            await _chromium.StopAsync($"The session has ended: {reason}.");
        }
        finally
        {
            await (_setup?.DisposeAsync() ?? ValueTask.CompletedTask);
            _setup = null;
            DataFolder.RemoveTree(_folder);
        }
    }
}

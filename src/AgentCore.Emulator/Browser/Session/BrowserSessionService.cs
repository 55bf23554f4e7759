using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Browser.Features.Profiles;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Session;

/// <summary>Starts, finds and ends browser sessions.</summary>
/// <param name="environment">What the emulator's parts share.</param>
/// <param name="browsers">The browsers there are.</param>
/// <param name="profiles">The browser profiles there are.</param>
internal sealed class BrowserSessionService(
    EmulatorEnvironment environment, ResourceService<CreateBrowserRequest> browsers, ProfileService profiles) : IAsyncDisposable
{
    private const int Quota = 100;
    private const int DefaultTimeoutSeconds = 3600;
    private readonly ILogger _log = environment.Logs.CreateLogger<BrowserSessionService>();

    /// <summary>
    /// The view port of a session that asks for none. The service documents no default; this is the size of its examples.
    /// </summary>
    public static ViewPort DefaultViewPort { get; } = new() { Width = 1456, Height = 819 };

    /// <summary>The sessions.</summary>
    public SessionStore<BrowserSession> Sessions { get; } = new("browser session", Quota, environment.Time);

    /// <summary>Starts a session; its first page is there when this returns.</summary>
    /// <exception cref="ServiceException">No such browser or profile, or it is not READY; no Chromium on this machine, or too many sessions.</exception>
    public Task<BrowserSession> StartAsync(StartBrowserSessionRequest request, string region) => Sessions.StartAsync(
        region,
        IdOf(region, request.BrowserIdentifier!),
        request.Name,
        request.SessionTimeoutSeconds ?? DefaultTimeoutSeconds,
        seed => OpenAsync(request, seed));

    /// <summary>One page of a browser's sessions.</summary>
    public Page<BrowserSession> List(ListBrowserSessionsRequest request, string region) => Sessions.List(
        region, IdOf(region, request.BrowserIdentifier!), request.Status, request.MaxResults, request.NextToken);

    /// <summary>The session, live or ended.</summary>
    public BrowserSession Get(string region, string browserIdentifier, string sessionId) =>
        Sessions.Get(region, IdOf(region, browserIdentifier), sessionId);

    /// <summary>The session, if it is live.</summary>
    public BrowserSession GetReady(string region, string browserIdentifier, string sessionId) =>
        Sessions.GetReady(region, IdOf(region, browserIdentifier), sessionId);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Sessions.DisposeAsync();

    private string IdOf(string region, string identifier) =>
        browsers.Resolve(region, "browserIdentifier", identifier).Id;

    private async Task<BrowserSession> OpenAsync(StartBrowserSessionRequest request, SessionSeed seed)
    {
        var browser = browsers.GetReady(seed.Region, seed.ResourceId).Definition;
        var state = request.ProfileConfiguration is { } profile
            ? profiles.Load(seed.Region, profile.ProfileIdentifier!)
            : null;
        var folder = environment.Data.CreateSessionFolder("browser", seed.Id);
        var (setup, chromium) = ((SessionSetup?)null, (ChromiumBrowser?)null);
        try
        {
            setup = await SessionSetup.PrepareAsync(request, browser, folder, environment);
            chromium = await StartChromiumAsync(
                request.ViewPort ?? DefaultViewPort,
                setup,
                folder,
                hub => state is null
                    ? Task.CompletedTask
                    : ProfileService.ApplyAsync(hub, request.ProfileConfiguration!.ProfileIdentifier!, state));
            await setup.CompleteAsync(chromium.Hub);
            return new(
                seed, environment.Time, request with { ViewPort = request.ViewPort ?? DefaultViewPort }, chromium, setup, folder, _log);
        }
        catch (Exception error)
        {
            try
            {
                await (chromium?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
            finally
            {
                await (setup?.DisposeAsync() ?? ValueTask.CompletedTask);
                DataFolder.RemoveTree(folder);
            }

            if (error is not ChromiumException)
            {
                throw;
            }

            // The one entry that says the fault is not the caller's; clients retry it, which does no harm.
            _log.LogError(error, "No browser session could be started");
            throw ServiceErrors.Internal(error.Message);
        }
    }

    private Task<ChromiumBrowser> StartChromiumAsync(
        ViewPort viewPort, SessionSetup setup, string folder, Func<CdpHub, Task> prepare)
    {
        var program = ChromiumLocator.Find();
        return ChromiumBrowser.StartAsync(
            new(program, folder, viewPort.Width!.Value, viewPort.Height!.Value, setup.ChromiumArguments)
            {
                Before = setup.Before(program, _log),
            },
            prepare,
            _log);
    }
}

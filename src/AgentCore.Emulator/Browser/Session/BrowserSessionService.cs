using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Walls;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Session;

/// <summary>Starts, finds and ends browser sessions.</summary>
/// <param name="environment">The options, data folder and logs of the emulator.</param>
/// <param name="browsers">The browsers that sessions can start.</param>
/// <param name="launcher">Starts the Chromium of a session.</param>
/// <param name="createFeatures">Creates the features of one session, in the order of their start.</param>
internal sealed class BrowserSessionService(
    EmulatorEnvironment environment,
    ResourceService<CreateBrowserRequest> browsers,
    BrowserLauncher launcher,
    Func<IReadOnlyList<IBrowserFeature>> createFeatures) : IAsyncDisposable
{
    private const int DefaultTimeoutSeconds = 3600;
    private readonly ILogger _log = environment.Logs.CreateLogger<BrowserSessionService>();
    private readonly SpareBrowsers _spares = new(environment, launcher);

    /// <summary>The sessions, live and ended.</summary>
    public SessionStore<BrowserSession> Sessions { get; } = new(
        "browser session", Quota.BrowserSessions, environment.Options.Quotas, environment.Time);

    /// <summary>Begins to keep browsers for sessions, if the options say so.</summary>
    public void KeepSpares() => _spares.Begin();

    /// <summary>Starts a session; its first page is open when this returns.</summary>
    /// <exception cref="ServiceException">
    /// The browser or profile does not exist or is not READY, Chromium is not installed or has no wall, or too many
    /// sessions are running.
    /// </exception>
    public Task<BrowserSession> StartAsync(StartBrowserSessionRequest request, string region) => Sessions.StartAsync(
        region,
        IdOf(region, request.BrowserIdentifier!),
        request.Name,
        request.SessionTimeoutSeconds ?? DefaultTimeoutSeconds,
        seed => OpenAsync(request, seed));

    /// <summary>One page of a browser's sessions.</summary>
    public Page<BrowserSession> List(ListBrowserSessionsRequest request, string region) => Sessions.List(
        region, IdOf(region, request.BrowserIdentifier!), request.Status, request.MaxResults, request.NextToken);

    /// <summary>A session, live or ended.</summary>
    /// <exception cref="ServiceException">The session does not exist.</exception>
    public BrowserSession Get(string region, string browserIdentifier, string sessionId) =>
        Sessions.Get(region, IdOf(region, browserIdentifier), sessionId);

    /// <summary>A live session.</summary>
    /// <exception cref="ServiceException">The session does not exist or has ended.</exception>
    public BrowserSession GetReady(string region, string browserIdentifier, string sessionId) =>
        Sessions.GetReady(region, IdOf(region, browserIdentifier), sessionId);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_spares.DisposeAsync().AsTask(), Sessions.DisposeAsync().AsTask());

    private string IdOf(string region, string identifier) =>
        browsers.Resolve(region, "browserIdentifier", identifier).Id;

    private async Task<BrowserSession> OpenAsync(StartBrowserSessionRequest request, SessionSeed seed)
    {
        try
        {
            var browser = browsers.GetUsable(seed.Region, seed.ResourceId).Definition;
            var session = await OpenAsync(new(
                seed,
                request with { ViewPort = BrowserLauncher.ViewPortOf(request) },
                browser,
                environment.Data.CreateSessionFolder("browser", seed.Id)));
            _spares.Replace();
            return session;
        }
        catch (SandboxUserException error)
        {
            throw ServiceErrors.QuotaExceeded(error.Message);
        }
        catch (ChromiumException error)
        {
            // An internal error says that the caller is not at fault. Clients retry it, which does no harm.
            _log.LogError(error, "A browser session could not be started");
            throw ServiceErrors.Internal(error.Message);
        }
    }

    private async Task<BrowserSession> OpenAsync(SessionStart start)
    {
        var features = new SessionFeatures(createFeatures());
        ChromiumBrowser? chromium = null;
        try
        {
            await features.PrepareAsync(start);
            chromium = features.NeedColdStart ? null : await _spares.TakeAsync(start.Request.ViewPort!);
            chromium ??= await launcher.StartAsync(start, features);
            await chromium.InitializeAsync(features.InitializeAsync);
            return new(start, chromium, features, environment.Time, _log);
        }
        catch
        {
            try
            {
                await features.DisposeAsync();
            }
            finally
            {
                DataFolder.RemoveTree(chromium?.Folder ?? start.Folder);
                DataFolder.RemoveTree(start.Folder);
            }

            throw;
        }
    }
}

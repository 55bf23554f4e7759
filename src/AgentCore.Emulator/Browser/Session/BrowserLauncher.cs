using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Network;
using AgentCore.Emulator.Core.Walls;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Session;

/// <summary>
/// Starts Chromium for one session, or for one to come: behind a wall and with a way to the network of its own.
/// </summary>
/// <param name="environment">The options, data folder and logs of the emulator.</param>
internal sealed class BrowserLauncher(EmulatorEnvironment environment)
{
    // The service documents no default; this is the size of its examples.
    private static readonly ViewPort DefaultViewPort = new() { Width = 1456, Height = 819 };

    private readonly WallBuilder _walls = new(environment.Options);
    private readonly ILogger _log = environment.Logs.CreateLogger<BrowserLauncher>();

    /// <summary>The view port that applies to a request.</summary>
    public static ViewPort ViewPortOf(StartBrowserSessionRequest request) => request.ViewPort ?? DefaultViewPort;

    /// <summary>Starts Chromium for a session, which its features set up.</summary>
    /// <exception cref="ChromiumException">Chromium is not installed, has no wall or does not start.</exception>
    /// <exception cref="SandboxUserException">All users are taken.</exception>
    public Task<ChromiumBrowser> StartAsync(SessionStart start, SessionFeatures features) =>
        StartAsync(start.Folder, start.Request.ViewPort!, features.Configure);

    /// <summary>Starts Chromium for a session to come, whose view port it can take.</summary>
    /// <param name="id">An id that no session has.</param>
    /// <exception cref="ChromiumException">As above.</exception>
    /// <exception cref="SandboxUserException">All users are taken.</exception>
    public async Task<ChromiumBrowser> StartSpareAsync(string id)
    {
        var folder = environment.Data.CreateSessionFolder("browser", id);
        try
        {
            var browser = await StartAsync(folder, DefaultViewPort, spec => spec with { IsResizable = true });
            await browser.ResizeAsync(DefaultViewPort.Width!.Value, DefaultViewPort.Height!.Value); // or it is too old
            return browser;
        }
        catch
        {
            DataFolder.RemoveTree(folder);
            throw;
        }
    }

    private async Task<ChromiumBrowser> StartAsync(
        string folder, ViewPort size, Func<ChromiumSpec, ChromiumSpec> configure)
    {
        var program = ChromiumLocator.Find();
        var wall = await _walls.BuildAsync(program);
        SessionNetwork? network = null;
        try
        {
            var spec = configure(new(program, folder, size.Width!.Value, size.Height!.Value)
            {
                Wall = wall,
                CanDoWithoutSandbox = environment.Options.AllowUnwalledBrowser,
            });
            var gate = new NetworkGate(environment.Address, allowsThisMachine: true);
            network = wall is null
                ? SessionNetwork.OpenOnLoopback(gate, spec.Route, _log)
                : SessionNetwork.Open(folder, gate, spec.Route, _log);
            return await ChromiumBrowser.StartAsync(spec with { Network = network }, _log);
        }
        catch
        {
            wall?.Dispose();
            await (network?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }
}

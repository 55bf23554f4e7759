using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>A running Chromium with the DevTools hub that its clients share.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);
    private readonly ChildProcess _process;
    private readonly CdpConnection _control;

    private ChromiumBrowser(ChildProcess process, CdpHub hub, CdpConnection control, PageList pages, VisitedOrigins visited)
    {
        _process = process;
        Hub = hub;
        _control = control;
        Pages = pages;
        Visited = visited;
    }

    /// <summary>Connects clients.</summary>
    public CdpHub Hub { get; }

    /// <summary>Its pages, oldest to newest.</summary>
    public PageList Pages { get; }

    /// <summary>The origins that it has shown.</summary>
    public VisitedOrigins Visited { get; }

    /// <summary>Starts one; when this returns, its first page is there and has the size that was asked for.</summary>
    /// <param name="spec">How it is to run.</param>
    /// <param name="prepare">What is done in it before anybody else has it. What it throws ends the browser and is passed on.</param>
    /// <param name="log">Where to say what is wrong with the browser's messages.</param>
    /// <exception cref="ChromiumException">It does not start; the message has what it said.</exception>
    public static async Task<ChromiumBrowser> StartAsync(ChromiumSpec spec, Func<CdpHub, Task> prepare, ILogger log)
    {
        Directory.CreateDirectory(spec.UserData);
        var (process, toBrowser, fromBrowser) = await ChromiumLaunch.StartAsync(spec);
        var hub = new CdpHub(toBrowser, fromBrowser, log);
        try
        {
            var control = await ConnectAsync(hub, spec).WaitAsync(StartLimit);
            var pages = await PageList.FollowAsync(hub).WaitAsync(StartLimit);
            var visited = await VisitedOrigins.FollowAsync(hub).WaitAsync(StartLimit);
            await prepare(hub).WaitAsync(StartLimit);
            return new(process, hub, control, pages, visited);
        }
        catch (Exception error)
        {
            try
            {
                await hub.DisposeAsync();
            }
            finally
            {
                await process.DisposeAsync();
            }

            if (error is not (CdpException or TimeoutException))
            {
                throw;
            }

            throw new ChromiumException($"{spec.Executable} did not start: {error.Message} {LastWords(spec.Log)}".TrimEnd(), error);
        }
    }

    /// <summary>Ends Chromium: by closing its pipe, and if it does not heed that, by force.</summary>
    /// <param name="reason">What clients that still wait are told.</param>
    public async Task StopAsync(string reason)
    {
        try
        {
            await Hub.CloseAsync(reason);
            await _process.StopAsync(StopGrace);
            await _control.DisposeAsync();
            await Pages.DisposeAsync();
            await Visited.DisposeAsync();
            await Hub.DisposeAsync();
        }
        finally
        {
            await _process.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync("The browser was closed.");

    private static async Task<CdpConnection> ConnectAsync(CdpHub hub, ChromiumSpec spec)
    {
        var sizer = new PageSizer(spec.Width, spec.Height);
        var control = await CdpConnection.OpenAsync(hub, sizer.OnEvent);
        await sizer.AttachAsync(control);
        return control;
    }

    private static string LastWords(string log)
    {
        var lines = File.Exists(log) ? File.ReadLines(log).Where(line => line.Length > 0).TakeLast(3) : [];
        return string.Join(' ', lines);
    }
}

using System.ComponentModel;
using System.IO.Pipes;
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

/// <summary>
/// Whether Chromium's own sandbox works here. It refuses to start as root, and where the kernel denies user namespaces;
/// only there is it switched off.
/// </summary>
internal static class ChromiumSandbox
{
    /// <summary>Whether Chromium can use its sandbox.</summary>
    public static bool IsAvailable() => !OperatingSystem.IsLinux()
        || (!Environment.IsPrivilegedProcess
            && Read("/proc/sys/kernel/unprivileged_userns_clone") != "0"
            && Read("/proc/sys/user/max_user_namespaces") != "0"
            && Read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") != "1");

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}

/// <summary>The switches that every Chromium of the emulator starts with.</summary>
internal static class ChromiumArguments
{
    /// <summary>All arguments, the first page last.</summary>
    public static IReadOnlyList<string> For(ChromiumSpec spec)
    {
        var windowHeight = spec.Height + PageSizer.FrameHeight;
        return
        [
            "--headless",
            "--remote-debugging-pipe",
            $"--user-data-dir={spec.UserData}",
            $"--window-size={spec.Width},{windowHeight}",
            $"--screen-info={{{spec.Width}x{windowHeight}}}",

            // Nothing that asks, phones home, or throttles a page because nobody looks at it.
            "--no-first-run",
            "--disable-infobars", // one about --no-sandbox would take 56 pixels from every page
            "--no-default-browser-check",
            "--disable-default-apps",
            "--disable-search-engine-choice-screen",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-client-side-phishing-detection",
            "--disable-sync",
            "--disable-breakpad",
            "--metrics-recording-only",
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--disable-hang-monitor",

            // What a headless machine lacks: a GPU, a key ring, a large /dev/shm in containers. QUIC passes proxies by.
            "--disable-gpu",
            "--password-store=basic",
            "--use-mock-keychain",
            "--disable-dev-shm-usage",
            "--disable-quic",

            // What would be asked of Google's servers all the same, through the caller's proxies and with their passwords:
            // components on demand, and whose accounts the browser knows. Nothing is ever sent to port 1.
            "--component-updater=url-source=about:blank",
            "--gaia-url=http://127.0.0.1:1",

            // The address bar's pop-ups are targets of their own in new headless; CDP clients stumble over them. The others
            // ask Google's servers for the time, for advice about pages and their forms, and what its search offers.
            "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,Translate,"
                + "NetworkTimeServiceQuerying,OptimizationHints,AutofillServerCommunication,"
                + "PreconnectToSearch,AimServerEligibilityEnabled,AimServerRequestOnStartupEnabled",
            .. ChromiumSandbox.IsAvailable() ? Array.Empty<string>() : ["--no-sandbox"],
            .. spec.ExtraArguments,
            "about:blank",
        ];
    }
}

/// <summary>
/// Starts the program with its DevTools pipe. A pipe needs no TCP port that others on the machine could reach, and
/// Chromium ends when it closes, however the emulator dies.
/// </summary>
/// <param name="Process">The process.</param>
/// <param name="ToBrowser">What Chromium reads.</param>
/// <param name="FromBrowser">What Chromium writes.</param>
internal sealed record ChromiumLaunch(ChildProcess Process, Stream ToBrowser, Stream FromBrowser)
{
    // Chromium reads CDP from descriptor 3 and writes it to 4. A child of .NET is given 0, 1 and 2 only: the shell moves
    // them and becomes Chromium. Nothing of the spec is part of the shell's program.
    private const string MoveDescriptors = "log=$1; shift; exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>\"$log\"";

    /// <summary>Starts it.</summary>
    /// <exception cref="ChromiumException">The program cannot be run.</exception>
    public static async Task<ChromiumLaunch> StartAsync(ChromiumSpec spec)
    {
        try
        {
            return OperatingSystem.IsWindows() ? await StartOnWindowsAsync(spec) : await StartOnUnixAsync(spec);
        }
        catch (Win32Exception error)
        {
            throw new ChromiumException($"{spec.Executable} cannot be run: {error.Message}.", error);
        }
    }

    private static async Task<ChromiumLaunch> StartOnUnixAsync(ChromiumSpec spec)
    {
        var process = await ChildProcess.StartAsync(
            new("/bin/sh", ["-c", MoveDescriptors, "sh", spec.Log, .. spec.Before, spec.Executable, .. ChromiumArguments.For(spec)])
            {
                RedirectStandardError = false,
            });
        return new(process, process.StandardInput, process.StandardOutput);
    }

    // Windows hands pipes over as inherited handles, named on the command line.
    private static async Task<ChromiumLaunch> StartOnWindowsAsync(ChromiumSpec spec)
    {
        var toBrowser = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var fromBrowser = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var handles = $"{toBrowser.GetClientHandleAsString()},{fromBrowser.GetClientHandleAsString()}";
        var process = await ChildProcess.StartAsync(
            new(spec.Executable, [$"--remote-debugging-io-pipes={handles}", .. ChromiumArguments.For(spec)])
            {
                RedirectStandardError = false,
            });
        toBrowser.DisposeLocalCopyOfClientHandle();
        fromBrowser.DisposeLocalCopyOfClientHandle();
        return new(process, toBrowser, fromBrowser);
    }
}

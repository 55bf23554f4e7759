using System.ComponentModel;
using System.IO.Pipes;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>A running Chromium with the DevTools hub that its clients share.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);
    private readonly ChildProcess _process;
    private readonly CdpConnection _control;

    private ChromiumBrowser(
        ChildProcess process, CdpHub hub, CdpConnection control, PageList pages, VisitedOrigins visited)
    {
        _process = process;
        Hub = hub;
        _control = control;
        Pages = pages;
        Visited = visited;
    }

    /// <summary>The hub that clients connect to.</summary>
    public CdpHub Hub { get; }

    /// <summary>Its pages, oldest to newest.</summary>
    public PageList Pages { get; }

    /// <summary>The origins that it has shown.</summary>
    public VisitedOrigins Visited { get; }

    /// <summary>Starts Chromium; when this returns, its first page is open and has the size of the spec.</summary>
    /// <param name="spec">How to run it.</param>
    /// <param name="initialize">
    /// Sets the browser up before the caller gets it. An exception that it throws ends the browser and is rethrown.
    /// </param>
    /// <param name="log">Receives a warning for each invalid message of the browser.</param>
    /// <exception cref="ChromiumException">
    /// Chromium does not start; the message has the end of its standard error.
    /// </exception>
    public static async Task<ChromiumBrowser> StartAsync(ChromiumSpec spec, Func<CdpHub, Task> initialize, ILogger log)
    {
        Directory.CreateDirectory(spec.UserData);
        var (process, toBrowser, fromBrowser) = await ChromiumLaunch.StartAsync(spec);
        var hub = new CdpHub(toBrowser, fromBrowser, log);
        try
        {
            var control = await ConnectAsync(hub, spec).WaitAsync(StartTimeout);
            var pages = await PageList.FollowAsync(hub).WaitAsync(StartTimeout);
            var visited = await VisitedOrigins.FollowAsync(hub).WaitAsync(StartTimeout);
            await initialize(hub).WaitAsync(StartTimeout);
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

            var message = $"{spec.Executable} did not start: {error.Message} {StandardErrorTail(spec.Log)}";
            throw new ChromiumException(message.TrimEnd(), error);
        }
    }

    /// <summary>Ends Chromium: closes its pipe, and kills it if it is still running after a timeout.</summary>
    /// <param name="reason">The error of commands that are still pending.</param>
    public async Task StopAsync(string reason)
    {
        try
        {
            await Hub.CloseAsync(reason);
            await _process.StopAsync(StopTimeout);
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

    private static string StandardErrorTail(string log)
    {
        var lines = File.Exists(log) ? File.ReadLines(log).Where(line => line.Length > 0).TakeLast(3) : [];
        return string.Join(' ', lines);
    }
}

/// <summary>
/// Starts the program with its DevTools pipe. Unlike a TCP port, a pipe cannot be reached by other users of the
/// machine, and Chromium ends when it closes, however the emulator ends.
/// </summary>
/// <param name="Process">The process of Chromium.</param>
/// <param name="ToBrowser">The stream that Chromium reads.</param>
/// <param name="FromBrowser">The stream that Chromium writes.</param>
internal sealed record ChromiumLaunch(ChildProcess Process, Stream ToBrowser, Stream FromBrowser)
{
    // Chromium reads CDP from descriptor 3 and writes it to 4. A child process of .NET has 0, 1 and 2 only: the shell
    // moves them and becomes Chromium. The spec is passed as arguments, never as part of the shell's program.
    private const string MoveDescriptors = "log=$1; shift; exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>\"$log\"";

    /// <summary>Starts the program.</summary>
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
        string[] command = [.. spec.CommandPrefix, spec.Executable, .. spec.Arguments];
        var process = await ChildProcess.StartAsync(
            new("/bin/sh", ["-c", MoveDescriptors, "sh", spec.Log, .. command])
            {
                RedirectStandardError = false,
            });
        return new(process, process.StandardInput, process.StandardOutput);
    }

    // On Windows the pipes are inherited handles, which the command line names.
    private static async Task<ChromiumLaunch> StartOnWindowsAsync(ChromiumSpec spec)
    {
        var toBrowser = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var fromBrowser = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var handles = $"{toBrowser.GetClientHandleAsString()},{fromBrowser.GetClientHandleAsString()}";
        var process = await ChildProcess.StartAsync(
            new(spec.Executable, [$"--remote-debugging-io-pipes={handles}", .. spec.Arguments])
            {
                RedirectStandardError = false,
            });
        toBrowser.DisposeLocalCopyOfClientHandle();
        fromBrowser.DisposeLocalCopyOfClientHandle();
        return new(process, toBrowser, fromBrowser);
    }
}

/// <summary>Chromium is not installed or does not start; the message says why and what to do.</summary>
internal sealed class ChromiumException(string message, Exception? inner = null) : Exception(message, inner);

using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>A running Chromium with the DevTools hub that its clients share.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);
    private readonly ChromiumLaunch _launch;
    private readonly CdpConnection _control;
    private readonly PageSizer _sizer;

    private ChromiumBrowser(ChromiumLaunch launch, CdpHub hub, CdpConnection control, PageSizer sizer) =>
        (_launch, Hub, _control, _sizer) = (launch, hub, control, sizer);

    /// <summary>The hub that clients connect to.</summary>
    public CdpHub Hub { get; }

    /// <summary>Its folder, which nothing needs once it has stopped.</summary>
    public required string Folder { get; init; }

    /// <summary>Its pages, oldest to newest.</summary>
    public required PageList Pages { get; init; }

    /// <summary>The origins that it has shown.</summary>
    public required VisitedOrigins Visited { get; init; }

    /// <summary>Starts Chromium; when this returns, its first page is open and has the size of the spec.</summary>
    /// <param name="spec">How to run it.</param>
    /// <param name="log">Receives a warning for each invalid message of the browser.</param>
    /// <exception cref="ChromiumException">
    /// Chromium does not start; the message has the end of its standard error.
    /// </exception>
    public static async Task<ChromiumBrowser> StartAsync(ChromiumSpec spec, ILogger log)
    {
        var launch = await ChromiumLaunch.StartAsync(spec);
        var hub = new CdpHub(launch.ToBrowser, launch.FromBrowser, log);
        try
        {
            var sizer = new PageSizer(spec.Width, spec.Height);
            var control = await CdpConnection.OpenAsync(hub, sizer.OnEvent).WaitAsync(StartTimeout);
            await sizer.AttachAsync(control).WaitAsync(StartTimeout);
            return new(launch, hub, control, sizer)
            {
                Folder = spec.Folder,
                Pages = await PageList.FollowAsync(hub).WaitAsync(StartTimeout),
                Visited = await VisitedOrigins.FollowAsync(hub).WaitAsync(StartTimeout),
            };
        }
        catch (Exception error)
        {
            try
            {
                await hub.DisposeAsync();
            }
            finally
            {
                await launch.DisposeAsync();
            }

            if (error is not (CdpException or TimeoutException))
            {
                throw;
            }

            throw launch.FailedBecause(error);
        }
    }

    /// <summary>Gives its page, and those to come, another size. Its start must have allowed it.</summary>
    /// <param name="width">Inner width of its pages in CSS pixels.</param>
    /// <param name="height">Inner height of its pages in CSS pixels.</param>
    /// <exception cref="ChromiumException">It has ended, does not respond or cannot do it.</exception>
    public async Task ResizeAsync(int width, int height)
    {
        try
        {
            await _sizer.ResizeAsync(_control, width, height).WaitAsync(ResponseTimeout);
        }
        catch (Exception error) when (error is CdpException or TimeoutException)
        {
            throw new ChromiumException($"The browser cannot change its size: {error.Message}", error);
        }
    }

    /// <summary>Sets it up before clients use it. When that fails, it ends.</summary>
    /// <param name="initialize">Sets it up; what it throws is thrown, but for the end of the browser.</param>
    /// <exception cref="ChromiumException">It has ended or does not respond.</exception>
    public async Task InitializeAsync(Func<CdpHub, Task> initialize)
    {
        try
        {
            await initialize(Hub).WaitAsync(StartTimeout);
        }
        catch (Exception error)
        {
            await StopAsync("The browser could not be set up.");
            if (error is not (CdpException or TimeoutException))
            {
                throw;
            }

            throw _launch.FailedBecause(error);
        }
    }

    /// <summary>Ends Chromium: closes its pipe, and kills it if it is still running after a timeout.</summary>
    /// <param name="reason">The error of commands that are still pending.</param>
    public async Task StopAsync(string reason)
    {
        try
        {
            await Hub.CloseAsync(reason);
            await _launch.Process.StopAsync(ResponseTimeout);
            await _control.DisposeAsync();
            await Pages.DisposeAsync();
            await Visited.DisposeAsync();
            await Hub.DisposeAsync();
        }
        finally
        {
            await _launch.DisposeAsync();
        }
    }

    /// <summary>Kills Chromium, which ends as in a crash.</summary>
    public void Kill() => _launch.Process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync("The browser was closed.");
}

/// <summary>
/// A started Chromium with its DevTools pipe. Unlike a TCP port, a pipe cannot be reached by other users of the
/// machine, and Chromium ends when it closes, however the emulator ends. Disposing ends the process.
/// </summary>
internal sealed class ChromiumLaunch : IAsyncDisposable
{
    // Chromium reads CDP from descriptor 3 and writes it to 4. A child process of .NET has 0, 1 and 2 only: the shell
    // moves them and becomes Chromium. The spec is passed as arguments, never as part of the shell's program.
    private const string MoveDescriptors = "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null";

    private const string NoSandbox = "No usable sandbox";
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);
    private readonly ChromiumSpec _spec;
    private readonly ErrorTail _errors;

    private ChromiumLaunch(ChromiumSpec spec, ChildProcess process, Stream toBrowser, Stream fromBrowser)
    {
        (_spec, Process, ToBrowser, FromBrowser) = (spec, process, toBrowser, fromBrowser);
        _errors = new(process.StandardError);
    }

    /// <summary>The process of Chromium, or of the wall around it.</summary>
    public ChildProcess Process { get; }

    /// <summary>The stream that Chromium reads.</summary>
    public Stream ToBrowser { get; }

    /// <summary>The stream that Chromium writes.</summary>
    public Stream FromBrowser { get; }

    /// <summary>Starts the program.</summary>
    /// <exception cref="ChromiumException">The program cannot be run.</exception>
    /// <exception cref="StorageException">The session's folder cannot be written.</exception>
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

    /// <summary>The exception for a Chromium that did not start, with the end of its standard error.</summary>
    public ChromiumException FailedBecause(Exception error)
    {
        var lines = _errors.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(
            Array.Exists(lines, line => line.Contains(NoSandbox, StringComparison.Ordinal))
                ? $"{_spec.Executable} did not start: the kernel denies it the user namespaces of its own sandbox. "
                    + "Allow them (sysctl kernel.apparmor_restrict_unprivileged_userns=0, or "
                    + "kernel.unprivileged_userns_clone=1), or start the emulator with --allow-unwalled-browser."
                : $"{_spec.Executable} did not start: {error.Message} {string.Join(' ', lines.TakeLast(3))}".TrimEnd(),
            error);
    }

    /// <summary>Kills Chromium if it still runs, and reads the rest of its standard error.</summary>
    public async ValueTask DisposeAsync()
    {
        Process.Kill();
        await Process.Exited;
        await Task.WhenAny(_errors.Closed, Task.Delay(LastWords)); // an orphan may have it open a little longer
        await Process.DisposeAsync();
        _spec.Wall?.Dispose();
        await (_spec.Network?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<ChromiumLaunch> StartOnUnixAsync(ChromiumSpec spec)
    {
        IReadOnlyList<string> program = [spec.Executable, .. spec.Arguments];
        if (spec.Wall is { } wall)
        {
            ChromiumWall.Prepare(spec);
            program = wall.Command(spec, program);
        }
        else
        {
            PrepareUnwalled(spec);
        }

        var variables = spec.Wall is null ? null : ChromiumWall.Variables;
        var process = await ChildProcess.StartAsync(
            new("/bin/sh", ["-c", MoveDescriptors, "sh", .. program]) { Environment = variables });
        return new(spec, process, process.StandardInput, process.StandardOutput);
    }

    // On Windows the pipes are inherited handles, which the command line names.
    private static async Task<ChromiumLaunch> StartOnWindowsAsync(ChromiumSpec spec)
    {
        PrepareUnwalled(spec);
        var toBrowser = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var fromBrowser = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var handles = $"{toBrowser.GetClientHandleAsString()},{fromBrowser.GetClientHandleAsString()}";
        var process = await ChildProcess.StartAsync(
            new(spec.Executable, [$"--remote-debugging-io-pipes={handles}", .. spec.Arguments]));
        toBrowser.DisposeLocalCopyOfClientHandle();
        fromBrowser.DisposeLocalCopyOfClientHandle();
        return new(spec, process, toBrowser, fromBrowser);
    }

    // Without a wall, files are in the session's folder. A page downloads without a click; that must not end up among
    // the user's own files.
    private static void PrepareUnwalled(ChromiumSpec spec)
    {
        var downloads = Path.Combine(spec.Folder, "downloads");
        var preferences = Path.Combine(spec.UserData, "Default", "Preferences");
        try
        {
            Directory.CreateDirectory(downloads);
            Directory.CreateDirectory(Path.GetDirectoryName(preferences)!);
            var settings = JsonSerializer.Serialize(new { download = new { default_directory = downloads } });
            File.WriteAllText(preferences, settings);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotWritten(spec.Folder, error);
        }
    }

    /// <summary>The end of what a process writes to its standard error.</summary>
    private sealed class ErrorTail
    {
        private const int Length = 8192;
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string _text = "";

        // On a thread of its own, because reading blocks.
        public ErrorTail(Stream stream) => new Thread(() => Read(stream))
        {
            IsBackground = true,
            Name = "Chromium's standard error",
        }.Start();

        public string Text => Volatile.Read(ref _text);

        public Task Closed => _closed.Task;

        private void Read(Stream stream)
        {
            var buffer = new byte[1024];
            try
            {
                while (stream.Read(buffer) is > 0 and var count)
                {
                    var text = _text + Encoding.UTF8.GetString(buffer, 0, count);
                    Volatile.Write(ref _text, text.Length > Length ? text[^Length..] : text);
                }
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // The process was disposed.
            }

            _closed.SetResult();
        }
    }
}

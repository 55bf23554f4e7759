using System.Diagnostics;
using System.Runtime.InteropServices;
using AgentCore.Errors;
using AgentCore.LocalEmulator;

namespace AgentCore.Pages.Viewer;

/// <summary>The browser of this machine, for a person to look at something.</summary>
/// <param name="program">What opens an address.</param>
/// <param name="arguments">Its arguments; <c>%s</c> stands for the address, which is the last one otherwise.</param>
internal sealed class MachineBrowser(string program, string[] arguments)
{
    private const string WindowsShell = "";

    // A command that cannot do it fails at once; one that is the browser itself runs on.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The one that $env:BROWSER names, or the one that the system opens addresses with.</summary>
    /// <exception cref="AgentCoreException">No browser was found.</exception>
    public static MachineBrowser Find() => Named(Environment.GetEnvironmentVariable("BROWSER")) ?? OfSystem()
        ?? throw Failures.NotFound(
            "No web browser was found: neither $env:BROWSER nor the system names one.",
            "Set $env:BROWSER, or use -NoBrowser to get the address.");

    /// <summary>The first command of a list, as BROWSER has it, that is there.</summary>
    internal static MachineBrowser? Named(string? list)
    {
        foreach (var entry in (list ?? "").Split(Path.PathSeparator).Select(entry => entry.Trim()))
        {
            // A path may have spaces; an entry that is not a path as a whole is a command with arguments.
            string[] words = File.Exists(entry) ? [entry] : entry.Split([' '], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && ProgramPath.Find(words[0]) is { } found)
            {
                return new MachineBrowser(found, [.. words.Skip(1)]);
            }
        }

        return null;
    }

    /// <summary>The command line that opens an address.</summary>
    internal string[] LineFor(string url) => arguments.Contains("%s")
        ? [program, .. arguments.Select(word => word == "%s" ? url : word)]
        : [program, .. arguments, url];

    /// <summary>Opens an address, which other users of this machine may see on its command line.</summary>
    /// <exception cref="AgentCoreException">The command failed.</exception>
    public async Task OpenAsync(string url, CancellationToken cancellationToken)
    {
        var line = LineFor(url);
        if (program == WindowsShell)
        {
            Process.Start(new ProcessStartInfo(url) { UseShellExecute = true })?.Dispose();
            return;
        }

        using var process = new Process { StartInfo = StartInfo(line), EnableRaisingEvents = true };
        var exited = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult(true);
        process.Start();
        var first = await Task.WhenAny(exited.Task, Task.Delay(StartTimeout, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (first == exited.Task && process.ExitCode != 0)
        {
            throw Failures.NotFound(
                $"The browser command '{line[0]}' failed with exit code {process.ExitCode}.",
                "Set $env:BROWSER to another one, or use -NoBrowser to get the address.");
        }
    }

    private static MachineBrowser? OfSystem()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return new MachineBrowser(WindowsShell, []);
        }

        if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX))
        {
            return Of("open");
        }

        // Without a screen xdg-open falls back to browsers in the terminal, which no view works in.
        var hasScreen = new[] { "DISPLAY", "WAYLAND_DISPLAY" }.Any(
            name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });
        return hasScreen ? Of("xdg-open") : null;
    }

    private static MachineBrowser? Of(string name) =>
        ProgramPath.Find(name) is { } found ? new MachineBrowser(found, []) : null;

    // On Unix in a session of its own, so that Ctrl+C in this terminal does not end the browser, and without our
    // terminal.
    private static ProcessStartInfo StartInfo(string[] line)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return new ProcessStartInfo(line[0], CommandLineText.Join(line.Skip(1))) { UseShellExecute = false };
        }

        var apart = ProgramPath.Find("setsid") is { } setsid ? new[] { setsid, "--wait" } : [];
        string[] arguments = ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", .. apart, .. line];
        return new ProcessStartInfo("/bin/sh", CommandLineText.Join(arguments)) { UseShellExecute = false };
    }
}

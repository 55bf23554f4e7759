using System.ComponentModel;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Walls;

namespace AgentCore.Emulator.Browser.Chromium;

/// <summary>Builds the walls of browser sessions; without one they start only when the options allow it.</summary>
internal sealed class WallBuilder(EmulatorOptions options)
{
    private const string Rule = "Browser sessions run behind a wall of bubblewrap";

    private const string Remedy =
        "Install bubblewrap 0.7 or newer (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install bubblewrap) "
        + "and allow user namespaces. To run browsers without the wall, with the files and the network of your user, "
        + "start the emulator with --allow-unwalled-browser.";

    private (string Bubblewrap, PythonInstallation Python)? _working;

    /// <summary>Builds the wall of a session.</summary>
    /// <param name="chromium">Full path of the program.</param>
    /// <returns>The wall; null where there is none and the options allow a browser without.</returns>
    /// <exception cref="ChromiumException">This machine cannot build the wall; the message has the remedy.</exception>
    /// <exception cref="SandboxUserException">All users are taken.</exception>
    public async Task<ChromiumWall?> BuildAsync(string chromium)
    {
        if (_working is null && await TryAsync(chromium) is { } fault)
        {
            return options.AllowUnwalledBrowser ? null : throw new ChromiumException($"{fault} {Remedy}");
        }

        var (bubblewrap, python) = _working!.Value;
        return new(bubblewrap, python, SandboxUser.Lease());
    }

    // Runs a program that does nothing behind the wall. Only success is remembered.
    private async Task<string?> TryAsync(string chromium)
    {
        if (!OperatingSystem.IsLinux())
        {
            return $"{Rule}, which exists on Linux only.";
        }

        if (ProgramFinder.Find("bwrap") is not { } bubblewrap)
        {
            return $"{Rule}, and bubblewrap (bwrap) was not found.";
        }

        if (await PythonPrograms.FindAsync([], CancellationToken.None) is not { } python)
        {
            return $"{Rule} and reach the network through a small program in Python 3.8 or newer, which was not found.";
        }

        if (await ErrorOfAsync(chromium, bubblewrap, python) is { } error)
        {
            return $"{Rule}, and {bubblewrap} does not work here: {error}";
        }

        _working = (bubblewrap, python);
        return null;
    }

    private static async Task<string?> ErrorOfAsync(string chromium, string bubblewrap, PythonInstallation python)
    {
        using var wall = new ChromiumWall(bubblewrap, python, SandboxUser.Lease());
        try
        {
            var spec = new ChromiumSpec(chromium, Folder: "/", Width: 0, Height: 0);
            var command = wall.Command(spec, ["true"]);
            var result = await ProgramOutput.ReadAsync(command[0], [.. command.Skip(1)], CancellationToken.None);
            return result.ExitCode == 0 ? null : result.StandardError.Trim();
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException)
        {
            return error.Message;
        }
    }
}

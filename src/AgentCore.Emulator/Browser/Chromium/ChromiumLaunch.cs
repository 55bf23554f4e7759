using System.ComponentModel;
using System.IO.Pipes;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Chromium;

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

using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator;

/// <summary>Runs an emulator until it is stopped.</summary>
internal static class ServeCommand
{
    /// <summary>Runs an emulator. Standard output gets the ready line and nothing else.</summary>
    /// <param name="options">Options of the emulator.</param>
    /// <param name="printSecret">Whether the ready line has the secret key and the address of the web console.</param>
    /// <param name="exitOnStandardInputClose">
    /// Whether the emulator stops when standard input ends, which it does with its parent.
    /// </param>
    /// <returns>Exit code of the process.</returns>
    public static async Task<int> RunAsync(EmulatorOptions options, bool printSecret, bool exitOnStandardInputClose)
    {
        if (exitOnStandardInputClose)
        {
            TerminalDetachment.Detach();
        }

        await using var host = await EmulatorHost.StartAsync(options);
        PosixSignal[] ends = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        var registrations = ends.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true; // sessions and child processes end first
            host.Stop();
        })).ToArray();
        var ready = new JsonObject { ["ready"] = true, ["url"] = host.Url, ["accessKey"] = host.AccessKey };
        if (printSecret)
        {
            ready["secretKey"] = host.SecretKey;
            ready["consoleUrl"] = host.CreateConsoleUrl();
        }

        await Console.Out.WriteLineAsync(ready.ToJsonString());
        if (exitOnStandardInputClose)
        {
            StopWithStandardInput(host);
        }

        await host.WaitForStopAsync();
        GC.KeepAlive(registrations);
        return 0;
    }

    // On a thread of its own: reading standard input blocks until the parent writes, closes it or exits.
    private static void StopWithStandardInput(EmulatorHost host) => new Thread(() =>
    {
        try
        {
            using var input = Console.OpenStandardInput();
            var buffer = new byte[256];
            while (input.Read(buffer) > 0)
            {
                // The content does not matter.
            }
        }
        catch (IOException)
        {
            // The terminal was closed, which is an end as well.
        }

        host.Stop();
    })
    { IsBackground = true, Name = "standard input" }.Start();
}

/// <summary>
/// Removes an emulator that belongs to a shell from the foreground process group of the terminal: otherwise Ctrl+C in
/// that shell would also end the emulator and every browser.
/// </summary>
internal static class TerminalDetachment
{
    /// <summary>Starts a new session. On Windows, the parent gives the emulator a console of its own instead.</summary>
    public static void Detach()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetSession(); // fails when the process leads a group already, which is fine
        }
    }

    [DllImport("libc", EntryPoint = "setsid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSession();
}

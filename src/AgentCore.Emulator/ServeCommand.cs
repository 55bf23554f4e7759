using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator;

/// <summary>Runs an emulator until it is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>Serves; prints the ready line on standard output, and nothing else there.</summary>
    /// <param name="options">How the emulator is to run.</param>
    /// <param name="printSecret">Whether the ready line shows the secret key.</param>
    /// <param name="exitOnStandardInputClose">Whether the emulator ends when its standard input does: with its parent.</param>
    /// <returns>The process's exit code.</returns>
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
            context.Cancel = true; // not at once: sessions and children end first
            host.Stop();
        })).ToArray();
        var ready = new JsonObject { ["ready"] = true, ["url"] = host.Url, ["accessKey"] = host.AccessKey };
        if (printSecret)
        {
            ready["secretKey"] = host.SecretKey;
            ready["consoleUrl"] = host.ConsoleUrl;
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

    // A thread of its own: reading standard input blocks until the parent writes, closes or ends.
    private static void StopWithStandardInput(EmulatorHost host) => new Thread(() =>
    {
        try
        {
            using var input = Console.OpenStandardInput();
            var buffer = new byte[256];
            while (input.Read(buffer) > 0)
            {
                // Only the end matters.
            }
        }
        catch (IOException)
        {
            // A terminal that hung up: ended as well.
        }

        host.Stop();
    })
    { IsBackground = true, Name = "standard input" }.Start();
}

/// <summary>
/// Takes an emulator that belongs to a shell session out of the terminal's foreground group: Ctrl+C in that shell is
/// meant for the shell's own work, and would otherwise end the emulator and every browser too.
/// </summary>
internal static class TerminalDetachment
{
    /// <summary>Starts a session of our own; on Windows the parent gives us a console of our own instead.</summary>
    public static void Detach()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetSession(); // fails harmlessly when we lead a group already
        }
    }

    [DllImport("libc", EntryPoint = "setsid", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSession();
}

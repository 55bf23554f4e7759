using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace AgentCore.Emulator.Hosting;

/// <summary>Runs an emulator until it is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>Serves; prints the ready line on standard output, and nothing else there.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(CommandLine line)
    {
        if (line.ExitOnStandardInputClose)
        {
            TerminalDetachment.Detach();
        }

        await using var host = await EmulatorHost.StartAsync(line.Options);
        PosixSignal[] ends = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        var registrations = ends.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true; // not at once: sessions and children end first
            host.Stop();
        })).ToArray();
        var ready = new JsonObject { ["ready"] = true, ["url"] = host.Url, ["accessKey"] = host.AccessKey };
        if (line.PrintSecret)
        {
            ready["secretKey"] = host.SecretKey;
            ready["consoleUrl"] = host.ConsoleUrl;
        }

        await Console.Out.WriteLineAsync(ready.ToJsonString());
        if (line.ExitOnStandardInputClose)
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

using System.Diagnostics;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Hosting;

namespace AgentCore.Tests.Emulator.Protocol;

/// <summary>An emulator in a process of its own, as users run it.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private EmulatorProcess(Process process, JsonNode ready)
    {
        Process = process;
        Ready = ready;
    }

    public static string Assembly => typeof(EmulatorHost).Assembly.Location;

    public Process Process { get; }

    public JsonNode Ready { get; }

    public EmulatorClient Client => new((string)Ready["url"]!, (string)Ready["accessKey"]!, "a secret of the tests");

    /// <summary>Starts one and waits for its ready line.</summary>
    public static async Task<EmulatorProcess> StartAsync(Dictionary<string, string>? environment = null, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, "--exit-on-stdin-close", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AGENTCORE_EMULATOR_SECRET_KEY"] = "a secret of the tests";
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync();
        return new(process, JsonNode.Parse(line ?? throw new InvalidOperationException("The emulator said nothing."))!);
    }

    public async ValueTask DisposeAsync()
    {
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
    }
}

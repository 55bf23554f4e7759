using System.Diagnostics;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Doctor;

namespace Tests.Emulator;

/// <summary>An emulator in a process of its own, as users run it, with an environment of the test's choosing.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private const string Secret = "a secret of the tests";

    private EmulatorProcess(Process process, JsonNode ready)
    {
        Process = process;
        Ready = ready;
        Calls = new((string)ready["url"]!, (string)ready["accessKey"]!, Secret);
    }

    public Process Process { get; }

    public JsonNode Ready { get; }

    public EmulatorClient Client => new((string)Ready["url"]!, (string)Ready["accessKey"]!, Secret);

    /// <summary>The doctor's way to call it.</summary>
    public EmulatorCalls Calls { get; }

    /// <summary>Starts one and waits for its ready line.</summary>
    public static Task<EmulatorProcess> StartAsync(
        IReadOnlyDictionary<string, string>? environment = null, params string[] arguments) =>
        StartAsync([], environment, arguments);

    /// <summary>Starts one as an ordinary user, which only root can do.</summary>
    public static Task<EmulatorProcess> StartAsNobodyAsync(params string[] arguments) => StartAsync(
        ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"],
        new Dictionary<string, string> { ["HOME"] = "/nonexistent" },
        arguments);

    /// <summary>Starts one through another program, such as one that changes the user.</summary>
    public static async Task<EmulatorProcess> StartAsync(
        IReadOnlyList<string> through, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var process = Start(through, environment, ["--exit-on-stdin-close", .. arguments]);
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync();
        return new(process, JsonNode.Parse(line ?? throw new InvalidOperationException("The emulator said nothing."))!);
    }

    /// <summary>Runs the emulator to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        using var process = Start([], environment, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        Calls.Dispose();
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    private static Process Start(
        IReadOnlyList<string> through,
        IReadOnlyDictionary<string, string>? environment,
        IEnumerable<string> arguments)
    {
        string[] command = [.. through, "dotnet", typeof(EmulatorHost).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AGENTCORE_EMULATOR_SECRET_KEY"] = Secret;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

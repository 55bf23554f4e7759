using System.Diagnostics;
using System.Text.Json;
using AgentCore.Emulator.Doctor.Calls;
using AgentCore.Emulator.Hosting;
using AgentCore.Emulator.Processes;

namespace AgentCore.Tests.Emulator.Doctor;

/// <summary>The emulator as a process of its own, with an environment of the test's choosing.</summary>
internal sealed class EmulatorProgram : IAsyncDisposable
{
    private EmulatorProgram(Process process) => Process = process;

    public Process Process { get; }

    public EmulatorCalls Calls { get; private set; } = null!;

    /// <summary>Starts the emulator and waits until it is ready.</summary>
    public static async Task<EmulatorProgram> ServeAsync(IReadOnlyDictionary<string, string> environment, params string[] options)
    {
        var program = new EmulatorProgram(Start(environment, ["serve", "--print-secret", .. options]));
        using var ready = JsonDocument.Parse((await program.Process.StandardOutput.ReadLineAsync())!);
        string Text(string name) => ready.RootElement.GetProperty(name).GetString()!;
        program.Calls = new(Text("url"), Text("accessKey"), Text("secretKey"));
        return program;
    }

    /// <summary>Runs the emulator to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    public async ValueTask DisposeAsync()
    {
        Calls.Dispose();
        Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    private static Process Start(IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(ProgramFinder.Find("dotnet")!) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add(typeof(EmulatorHost).Assembly.Location);
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        var process = Process.Start(info)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}

using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Doctor;

/// <summary>Looks for the programs that the emulator finds on the machine.</summary>
internal static class MachineChecks
{
    /// <summary>Chromium.</summary>
    public static async Task<DoctorCheck> ChromiumAsync()
    {
        if (ChromiumLocator.Look(Environment.GetEnvironmentVariable(ChromiumLocator.Variable), out var fault) is not { } program)
        {
            return new("Chromium", DoctorCheck.Failed, fault, ChromiumLocator.Remedy);
        }

        return await DoctorCheck.RunAsync("Chromium", ChromiumLocator.Remedy, async () =>
        {
            if (OperatingSystem.IsWindows())
            {
                return program; // prints no version there, but opens a window
            }

            var answer = await ProgramOutput.ReadAsync(program, ["--version"], CancellationToken.None);
            return $"{answer.Text.Trim()}, {program}";
        });
    }

    /// <summary>Bubblewrap.</summary>
    public static async Task<DoctorCheck> BubblewrapAsync(bool allowUnsandboxed)
    {
        var probe = await BubblewrapProbe.TryAsync(CancellationToken.None);
        return probe.Fault is { } fault
            ? new("bubblewrap", allowUnsandboxed ? DoctorCheck.Missing : DoctorCheck.Failed, fault, BubblewrapProbe.Remedy)
            : new("bubblewrap", DoctorCheck.Ok, probe.Program!);
    }

    /// <summary>Python.</summary>
    public static async Task<DoctorCheck> PythonAsync()
    {
        var python = await new PythonFinder().FindAsync(CancellationToken.None);
        return python switch
        {
            null => new("Python", DoctorCheck.Failed, "No Python 3.8 or newer was found.", PythonFinder.Remedy),
            { MissingPackages.Count: > 0 } => new(
                "Python",
                DoctorCheck.Missing,
                $"Python {python.Version}, {python.Executable}, without {string.Join(", ", python.MissingPackages)}",
                PythonFinder.Remedy),
            _ => new("Python", DoctorCheck.Ok, $"Python {python.Version} with numpy, pandas, matplotlib, IPython and pip, {python.Executable}"),
        };
    }

    /// <summary>Node.js and Deno: JavaScript and TypeScript need one of them, nothing else does.</summary>
    public static async IAsyncEnumerable<DoctorCheck> JavaScriptAsync()
    {
        var runtimes = new JavaScriptRuntimes();
        var node = await runtimes.NodeAsync(CancellationToken.None);
        var deno = await runtimes.DenoAsync(CancellationToken.None);
        var found = string.Join("; ", new[] { Describe("Node.js", node), Describe("Deno", deno) }.OfType<string>());
        if (found.Length == 0)
        {
            yield return new("JavaScript", DoctorCheck.Missing, "neither Node.js nor Deno was found; only JavaScript and TypeScript need one", JavaScriptRuntimes.NodeRemedy);
            yield break;
        }

        yield return new("JavaScript", DoctorCheck.Ok, found);
        var typescript = Describe("Deno", deno) ?? (node!.NodeRunsTypeScript ? Describe("Node.js", node) : null);
        yield return typescript is null
            ? new("TypeScript", DoctorCheck.Missing, $"Node.js {node!.Version} does not run it", JavaScriptRuntimes.TypeScriptRemedy)
            : new("TypeScript", DoctorCheck.Ok, typescript);
    }

    private static string? Describe(string name, JavaScriptRuntime? runtime) =>
        runtime is null ? null : $"{name} {runtime.Version}, {runtime.Executable}";
}

using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Network;
using AgentCore.Emulator.Core.Walls;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentCore.Emulator.Doctor;

/// <summary>Checks the programs on this machine that the emulator uses.</summary>
internal static class MachineChecks
{
    /// <summary>Checks Chromium, which browser sessions need.</summary>
    public static async Task<DoctorCheck> ChromiumAsync()
    {
        var chosen = Environment.GetEnvironmentVariable(ChromiumLocator.Variable);
        if (ChromiumLocator.Look(chosen, out var fault) is not { } program)
        {
            return new("Chromium", DoctorCheck.Failed, fault, ChromiumLocator.Remedy);
        }

        return await DoctorCheck.RunAsync("Chromium", ChromiumLocator.Remedy, async () =>
        {
            if (OperatingSystem.IsWindows())
            {
                return program; // there it would open a window instead of printing its version
            }

            var output = await ProgramOutput.ReadAsync(program, ["--version"], CancellationToken.None);
            return $"{output.StandardOutput.Trim()}, {program}";
        });
    }

    /// <summary>Checks bubblewrap, the sandbox of the code interpreter.</summary>
    public static async Task<DoctorCheck> BubblewrapAsync(bool allowUnsandboxed)
    {
        var probe = await BubblewrapProbe.TryAsync(CancellationToken.None);
        var withoutIt = allowUnsandboxed ? DoctorCheck.Missing : DoctorCheck.Failed;
        return probe.Fault is { } fault
            ? new("bubblewrap", withoutIt, fault, BubblewrapProbe.Remedy)
            : new("bubblewrap", DoctorCheck.Ok, probe.Program!);
    }

    /// <summary>
    /// Checks the way to the network: a sandbox with a network of its own, the launcher in it, and the rule about the
    /// emulator's own address. Null where there is no sandbox or no Python, which other checks tell.
    /// </summary>
    public static async Task<DoctorCheck?> NetworkAsync(bool allowLoopback)
    {
        if (!OperatingSystem.IsLinux()
            || ProgramFinder.Find("bwrap") is not { } bubblewrap
            || await PythonPrograms.FindAsync([], CancellationToken.None) is not { } python)
        {
            return null;
        }

        return await DoctorCheck.RunAsync("Network", BubblewrapProbe.Remedy, async () =>
        {
            const string AskForTheEmulator = """
                import socket
                with socket.create_connection(("127.0.0.1", 3128), 10) as proxy:
                    proxy.sendall(b"CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n")
                    print(proxy.recv(100).decode())
                """;
            var folder = Directory.CreateTempSubdirectory("agentcore-probe-").FullName;
            using var user = SandboxUser.Lease();
            await using var network = SessionNetwork.Open(
                folder, new(new() { Port = 1 }, allowsThisMachine: true), _ => null, NullLogger.Instance);
            string[] arguments =
            [
                .. Bwrap.Namespaces(user, "doctor", isProgramFirst: true), .. Bwrap.Programs(), .. network.Binds,
                .. python.Folders.SelectMany(Bwrap.ReadOnlyWithParents),
                "--clearenv", "--", .. Bwrap.BecomeUser(user),
                .. network.Launch(python.Executable, [python.Executable, "-I", "-c", AskForTheEmulator]),
            ];
            var output = await ProgramOutput.ReadAsync(bubblewrap, arguments, CancellationToken.None);
            Directory.Delete(folder, recursive: true);
            if (!output.StandardOutput.Contains(" 403 ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(
                    $"A sandbox cannot reach the proxy of its session: {output.StandardError.Trim()}");
            }

            var loopback = allowLoopback ? "open to programs, too" : "open to browsers alone (--allow-loopback)";
            return "by the proxy of each session; programs that ignore proxies have none; "
                + $"sites on this machine are {loopback}";
        });
    }

    /// <summary>Checks Python and the usual packages.</summary>
    public static async Task<DoctorCheck> PythonAsync()
    {
        var python = await new PythonFinder().FindAsync(CancellationToken.None);
        return python switch
        {
            null => new("Python", DoctorCheck.Failed, PythonFinder.NotFound, PythonFinder.Remedy),
            { MissingPackages.Count: > 0 } => new(
                "Python",
                python.LacksFirst ? DoctorCheck.Failed : DoctorCheck.Missing,
                $"Python {python.Version}, {python.Executable}, without {string.Join(", ", python.MissingPackages)}",
                PythonFinder.Remedy),
            _ => new(
                "Python",
                DoctorCheck.Ok,
                $"Python {python.Version} with numpy, pandas, matplotlib, IPython and pip, {python.Executable}"),
        };
    }

    /// <summary>Checks Node.js and Deno, one of which JavaScript and TypeScript need.</summary>
    public static async IAsyncEnumerable<DoctorCheck> JavaScriptAsync()
    {
        var runtimes = new JavaScriptRuntimes();
        var node = await runtimes.NodeAsync(CancellationToken.None);
        var deno = await runtimes.DenoAsync(CancellationToken.None);
        var found = string.Join("; ", new[] { Describe("Node.js", node), Describe("Deno", deno) }.OfType<string>());
        if (found.Length == 0)
        {
            yield return new(
                "JavaScript",
                DoctorCheck.Missing,
                "Node.js and Deno were not found; only JavaScript and TypeScript need one of them",
                JavaScriptRuntimes.NodeRemedy);
            yield break;
        }

        yield return new("JavaScript", DoctorCheck.Ok, found);
        var typescript = Describe("Deno", deno) ?? (node!.NodeRunsTypeScript ? Describe("Node.js", node) : null);
        yield return typescript is null
            ? new(
                "TypeScript",
                DoctorCheck.Missing,
                $"Node.js {node!.Version} does not run TypeScript",
                JavaScriptRuntimes.TypeScriptRemedy)
            : new("TypeScript", DoctorCheck.Ok, typescript);
    }

    /// <summary>Checks the fonts for Chinese, Japanese and Korean, without which pages and charts show boxes.</summary>
    public static async Task<DoctorCheck> FontsAsync()
    {
        const string Name = "CJK fonts";
        const string Remedy = "Install them (Debian, Ubuntu: apt-get install fontconfig fonts-noto-cjk).";
        var fonts = ProgramFinder.Find("fc-list") is { } program
            ? await ProgramOutput.ReadAsync(program, [":lang=zh", "family"], CancellationToken.None)
            : null;
        return fonts?.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
            ? new(Name, DoctorCheck.Ok, first.Split(',')[0])
            : new(Name, DoctorCheck.Missing, "Pages and charts show boxes for Chinese, Japanese and Korean", Remedy);
    }

    /// <summary>Tells how the memory of code interpreter sessions is bounded.</summary>
    public static DoctorCheck SessionMemory()
    {
        using var group = MemoryGroup.TryCreate(SandboxLimits.Default.SessionMemory);
        return new(
            "Memory of code sessions",
            DoctorCheck.Ok,
            group is null
                ? "bounded by counting; a control group cannot be made here"
                : "bounded by counting, and by a control group");
    }

    private static string? Describe(string name, JavaScriptRuntime? runtime) =>
        runtime is null ? null : $"{name} {runtime.Version}, {runtime.Executable}";
}

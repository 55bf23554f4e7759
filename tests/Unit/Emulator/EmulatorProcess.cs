using System.Diagnostics;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Doctor;

namespace Tests.Emulator;

/// <summary>An emulator in a process of its own, as users run it, with an environment of the test's choosing.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    /// <summary>The number of the user and the group that own nothing.</summary>
    public const string Nobody = "65534";

    private const string Secret = "a secret of the tests";
    private static readonly string[] Program = ["dotnet", typeof(EmulatorHost).Assembly.Location];

    private readonly string? _copy;

    private EmulatorProcess(Process process, JsonNode ready, string? copy)
    {
        Process = process;
        Ready = ready;
        _copy = copy;
        Calls = new((string)ready["url"]!, (string)ready["accessKey"]!, Secret);
    }

    public Process Process { get; }

    public JsonNode Ready { get; }

    public EmulatorClient Client => new((string)Ready["url"]!, (string)Ready["accessKey"]!, Secret);

    /// <summary>The doctor's way to call it.</summary>
    public EmulatorCalls Calls { get; }

    /// <summary>
    /// Starts one and waits for its ready line. No browser and no sandbox waits for sessions, unless the arguments say
    /// so: they would cost each test as much as those that it uses.
    /// </summary>
    public static Task<EmulatorProcess> StartAsync(
        IReadOnlyDictionary<string, string>? environment = null, params string[] arguments) =>
        LaunchAsync(Program, null, environment, WithoutSpares(arguments));

    /// <summary>Starts one where sandboxes and browsers wait for sessions as they do for a user.</summary>
    public static Task<EmulatorProcess> StartWithSparesAsync(
        IReadOnlyDictionary<string, string>? environment = null, params string[] arguments) =>
        LaunchAsync(Program, null, environment, arguments);

    /// <summary>Starts one through another program, such as one that gives it a small disk.</summary>
    public static Task<EmulatorProcess> StartAsync(
        IReadOnlyList<string> through, IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        LaunchAsync([.. through, .. Program], null, environment, WithoutSpares(arguments));

    /// <summary>
    /// Starts one as an ordinary user, which only root can do: from a copy, since others may not enter every folder in
    /// which a project is built.
    /// </summary>
    public static Task<EmulatorProcess> StartAsNobodyAsync(
        IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        var copy = CopyForEverybody();
        string[] command =
        [
            "setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--", "dotnet",
            Path.Combine(copy, Path.GetFileName(typeof(EmulatorHost).Assembly.Location)),
        ];
        return LaunchAsync(
            command,
            copy,
            environment ?? new Dictionary<string, string> { ["HOME"] = "/nonexistent" },
            WithoutSpares(arguments));
    }

    /// <summary>Runs the emulator to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        using var process = Start(Program, environment, arguments);
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
        if (_copy is not null)
        {
            Directory.Delete(_copy, recursive: true);
        }
    }

    private static string[] WithoutSpares(string[] arguments) =>
        arguments.Contains("--warm") ? arguments : ["--warm=0", .. arguments];

    private static async Task<EmulatorProcess> LaunchAsync(
        string[] command, string? copy, IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        var process = Start(command, environment, ["--exit-on-stdin-close", .. arguments]);
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync();
        var ready = JsonNode.Parse(line ?? throw new InvalidOperationException("The emulator said nothing."));
        return new(process, ready!, copy);
    }

    // What the emulator's list of dependencies names, in a folder that everybody may read.
    private static string CopyForEverybody()
    {
        var program = typeof(EmulatorHost).Assembly.Location;
        var copy = Directory.CreateTempSubdirectory("agentcore-tests-");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(copy.FullName, (UnixFileMode)0b111_101_101);
        }

        string[] lists =
            [Path.ChangeExtension(program, "deps.json"), Path.ChangeExtension(program, "runtimeconfig.json")];
        var libraries = JsonNode.Parse(File.ReadAllText(lists[0]))!["targets"]!.AsObject().Single().Value!.AsObject();
        var files = libraries.SelectMany(library => library.Value!["runtime"]?.AsObject().ToArray() ?? [])
            .Select(file => Path.Combine(AppContext.BaseDirectory, Path.GetFileName(file.Key)));
        foreach (var file in files.Concat(lists))
        {
            File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
        }

        return copy.FullName;
    }

    private static Process Start(
        string[] command, IReadOnlyDictionary<string, string>? environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
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

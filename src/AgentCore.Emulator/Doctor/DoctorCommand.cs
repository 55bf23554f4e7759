using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Doctor;

/// <summary>A running emulator. Disposing it ends all its sessions.</summary>
internal interface IRunningEmulator : IAsyncDisposable
{
    /// <summary>Address of both planes.</summary>
    string Url { get; }

    /// <summary>Access key to sign with.</summary>
    string AccessKey { get; }

    /// <summary>Secret key to sign with.</summary>
    string SecretKey { get; }
}

/// <summary>
/// Checks the programs that the emulator needs on this machine, and uses a session of each tool from start to stop.
/// </summary>
/// <param name="start">Starts an emulator.</param>
internal sealed class DoctorCommand(Func<EmulatorOptions, Task<IRunningEmulator>> start)
{
    /// <summary>Runs the checks and prints each result.</summary>
    /// <param name="options">Options of the emulator; port and data folder are not used.</param>
    /// <param name="asJson">Whether to print one JSON object a line instead of a table.</param>
    /// <returns>Exit code of the process: 0 when no check failed.</returns>
    public async Task<int> RunAsync(EmulatorOptions options, bool asJson)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var hasColors = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        var report = new DoctorReport(Console.Out, asJson, hasColors);
        await foreach (var check in ChecksAsync(options))
        {
            report.Add(check);
        }

        report.End();
        return report.ExitCode;
    }

    // In the order of their dependencies.
    private async IAsyncEnumerable<DoctorCheck> ChecksAsync(EmulatorOptions options)
    {
        yield return await MachineChecks.ChromiumAsync();
        var bubblewrap = await MachineChecks.BubblewrapAsync(options.AllowUnsandboxedCode);
        yield return bubblewrap;
        yield return await MachineChecks.PythonAsync();
        if (await MachineChecks.NetworkAsync(options.AllowLoopback) is { } network)
        {
            // Without walls, which the options allow, sessions use the machine's network.
            var isNeeded = !options.AllowUnsandboxedCode && !options.AllowUnwalledBrowser;
            yield return isNeeded || network.Status == DoctorCheck.Ok
                ? network
                : network with { Status = DoctorCheck.Missing };
        }

        await foreach (var check in MachineChecks.JavaScriptAsync())
        {
            yield return check;
        }

        if (OperatingSystem.IsLinux())
        {
            yield return await MachineChecks.FontsAsync();
            yield return MachineChecks.SessionMemory();
        }

        await foreach (var check in SessionsAsync(options, isSandboxed: bubblewrap.Status == DoctorCheck.Ok))
        {
            yield return check;
        }
    }

    private async IAsyncEnumerable<DoctorCheck> SessionsAsync(EmulatorOptions options, bool isSandboxed)
    {
        IReadOnlyDictionary<int, string> children;
        var quiet = new EmulatorOptions
        {
            AllowUnsandboxedCode = options.AllowUnsandboxedCode,
            AllowUnwalledBrowser = options.AllowUnwalledBrowser,
            SpareBrowsers = 0,
            SpareSandboxes = 0,
            IsQuiet = true,
        };
        await using (var emulator = await start(quiet))
        {
            using var calls = new EmulatorCalls(emulator.Url, emulator.AccessKey, emulator.SecretKey);
            var browser = new BrowserChecks(calls, options.AllowUnwalledBrowser);
            var code = new CodeInterpreterChecks(calls, isSandboxed);
            await foreach (var check in Join(browser.RunAsync(), code.RunAsync()))
            {
                yield return check;
            }

            children = OperatingSystem.IsLinux()
                ? Descendants.Of(Environment.ProcessId)
                : new Dictionary<int, string>();
            if (browser.HasSession)
            {
                yield return await browser.StopAsync();
            }

            if (code.HasSession)
            {
                yield return await code.StopAsync();
            }
        }

        if (children.Count > 0)
        {
            yield return await Descendants.CheckAsync(children);
        }
    }

    private static async IAsyncEnumerable<DoctorCheck> Join(params IAsyncEnumerable<DoctorCheck>[] parts)
    {
        foreach (var part in parts)
        {
            await foreach (var check in part)
            {
                yield return check;
            }
        }
    }
}

/// <summary>Prints the results of checks: as a table for people, or as one JSON object a line for programs.</summary>
/// <param name="output">Writer to print to.</param>
/// <param name="asJson">Whether to print JSON.</param>
/// <param name="hasColors">Whether to color the marks.</param>
internal sealed class DoctorReport(TextWriter output, bool asJson, bool hasColors)
{
    private const int NameWidth = 28;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private int _failed;
    private int _done;

    /// <summary>Exit code of the process: 0 when no check failed.</summary>
    public int ExitCode => _failed == 0 ? 0 : 1;

    /// <summary>Prints the result of a check.</summary>
    public void Add(DoctorCheck check)
    {
        _done++;
        _failed += check.Status == DoctorCheck.Failed ? 1 : 0;
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(check, Json));
            return;
        }

        output.WriteLine($"{Mark(check.Status)} {check.Name.PadRight(NameWidth)} {check.Detail}");
        if (check.Remedy is { } remedy)
        {
            output.WriteLine($"  {new string(' ', NameWidth)} {remedy}");
        }
    }

    /// <summary>Prints the summary.</summary>
    public void End()
    {
        if (!asJson)
        {
            output.WriteLine(_failed == 0 ? $"{_done} checks, none failed." : $"{_done} checks, {_failed} failed.");
        }
    }

    private string Mark(string status) => status switch
    {
        DoctorCheck.Ok => Colored("✔", 32),
        DoctorCheck.Failed => Colored("✘", 31),
        _ => Colored("-", 33),
    };

    private string Colored(string mark, int color) => hasColors ? $"\e[{color}m{mark}\e[0m" : mark;
}

/// <summary>The descendants of a process on Linux.</summary>
internal static class Descendants
{
    private const int ParentField = 1;
    private const int StartField = 19;
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The descendants by process id, each with its name and start time, which distinguish it from a later process of
    /// the same id.
    /// </summary>
    public static IReadOnlyDictionary<int, string> Of(int process)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => name!.All(char.IsAsciiDigit))
            .Select(name => Read(int.Parse(name!, CultureInfo.InvariantCulture)))
            .OfType<(int Id, int Parent, string Fingerprint)>()
            .ToArray();
        var found = new Dictionary<int, string>();
        var parents = new HashSet<int> { process };
        while (parents.Count > 0)
        {
            var children = all.Where(one => parents.Contains(one.Parent) && found.TryAdd(one.Id, one.Fingerprint));
            parents = [.. children.Select(one => one.Id)];
        }

        return found;
    }

    /// <summary>Checks that the processes of <paramref name="earlier"/> end within a few seconds.</summary>
    public static Task<DoctorCheck> CheckAsync(IReadOnlyDictionary<int, string> earlier) =>
        DoctorCheck.RunAsync("Nothing left behind", null, async () =>
        {
            // There is no event for the exit of a process that is not our child.
            var clock = Stopwatch.StartNew();
            while (StillRunning(earlier).Any() && clock.Elapsed < EndTimeout)
            {
                await Task.Delay(PollInterval);
            }

            return StillRunning(earlier).ToArray() is { Length: > 0 } left
                ? throw new InvalidOperationException($"These processes are still running: {string.Join(", ", left)}.")
                : $"all {earlier.Count} processes of the sessions have ended";
        });

    private static IEnumerable<string> StillRunning(IReadOnlyDictionary<int, string> earlier) => earlier
        .Where(one => Read(one.Key)?.Fingerprint == one.Value)
        .Select(one => $"{one.Key} {one.Value.Split(' ')[0]}");

    // The fields after the name, which is in parentheses and may contain some: state, parent, … A zombie counts as
    // ended.
    private static (int Id, int Parent, string Fingerprint)? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var (start, end) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
            var fields = text[(end + 2)..].Split(' ');
            var parent = int.Parse(fields[ParentField], CultureInfo.InvariantCulture);
            return fields[0] == "Z" ? null : (id, parent, $"{text[(start + 1)..end]} {fields[StartField]}");
        }
        catch (IOException)
        {
            return null;
        }
    }
}

using System.Text;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Doctor;

/// <summary>Checks what this machine has for the emulator, and uses a session of each tool from end to end.</summary>
internal static class DoctorCommand
{
    /// <summary>Runs the checks and prints each as it is done.</summary>
    /// <param name="options">How the emulator is to run; port and data folder are left aside.</param>
    /// <param name="asJson">Whether one JSON object a line is printed instead of a table.</param>
    /// <returns>The process's exit code: 0 when nothing that is needed failed.</returns>
    public static async Task<int> RunAsync(EmulatorOptions options, bool asJson)
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

    /// <summary>The checks, in the order in which one rests on the other.</summary>
    public static async IAsyncEnumerable<DoctorCheck> ChecksAsync(EmulatorOptions options)
    {
        yield return await MachineChecks.ChromiumAsync();
        var bubblewrap = await MachineChecks.BubblewrapAsync(options.AllowUnsandboxedCode);
        yield return bubblewrap;
        yield return await MachineChecks.PythonAsync();
        await foreach (var check in Join(MachineChecks.JavaScriptAsync(), SessionsAsync(options, bubblewrap.Status == DoctorCheck.Ok)))
        {
            yield return check;
        }
    }

    private static async IAsyncEnumerable<DoctorCheck> SessionsAsync(EmulatorOptions options, bool isSandboxed)
    {
        IReadOnlyDictionary<int, string> children;
        var quiet = new EmulatorOptions { AllowUnsandboxedCode = options.AllowUnsandboxedCode, IsQuiet = true };
        await using (var host = await EmulatorHost.StartAsync(quiet))
        {
            using var calls = new EmulatorCalls(host.Url, host.AccessKey, host.SecretKey);
            var browser = new BrowserChecks(calls);
            var code = new CodeInterpreterChecks(calls, isSandboxed);
            await foreach (var check in Join(browser.RunAsync(), code.RunAsync()))
            {
                yield return check;
            }

            children = OperatingSystem.IsLinux() ? Descendants.Of(Environment.ProcessId) : new Dictionary<int, string>();
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

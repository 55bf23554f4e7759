using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>Browsers end with their emulator, however it ends.</summary>
public sealed class OrphanTests
{
    private const int Terminate = 15;
    private const int Hangup = 1;

    [Fact]
    public Task A_killed_emulator_leaves_no_browser() => EndAsync(emulator => emulator.Kill());

    [Theory]
    [InlineData(Terminate)]
    [InlineData(Hangup)]
    public async Task A_signal_ends_the_browsers_and_the_emulator_with_success(int signal) =>
        Assert.Equal(0, await EndAsync(emulator => Assert.Equal(0, Signal(emulator.Id, signal))));

    [Fact]
    public async Task The_emulator_ends_when_its_standard_input_closes() =>
        Assert.Equal(0, await EndAsync(emulator => emulator.StandardInput.Close()));

    private static async Task<int> EndAsync(Action<Process> end)
    {
        var data = Directory.CreateTempSubdirectory();
        await using var emulator = await EmulatorProcess.StartAsync(null, "--data", data.FullName);
        var session = await emulator.Client.StartAsync();
        int[] processes;
        using (var cdp = await emulator.Client.AutomateAsync(session))
        {
            var info = await cdp.CallAsync("SystemInfo.getProcessInfo");
            processes = [.. info["processInfo"]!.AsArray().Select(process => (int)process!["id"]!)];
        }

        Assert.NotEmpty(processes);
        var browsers = processes.Select(TryGet).OfType<Process>().ToArray();
        Assert.NotEmpty(browsers);
        end(emulator.Process);
        await emulator.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        foreach (var browser in browsers)
        {
            await browser.WaitForExitAsync(limit.Token);
            browser.Dispose();
        }

        data.Delete(recursive: true);
        return emulator.Process.ExitCode;
    }

    private static Process? TryGet(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null; // a helper that has ended already
        }
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using AgentCore.Emulator.Doctor;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>Browsers end with their emulator, however it ends.</summary>
public sealed class OrphanTests
{
    private const int Terminate = 15;
    private const int Hangup = 1;
    private const int Pause = 19;

    [Fact]
    public Task A_killed_emulator_leaves_no_browser() => EndAsync(emulator => emulator.Kill());

    [Fact]
    public Task A_killed_emulator_leaves_no_browser_that_hangs() => EndAsync(emulator =>
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a browser that hangs outlives a killed emulator.");
        foreach (var (id, name) in Descendants.Of(emulator.Id))
        {
            Assert.True(name.StartsWith("bwrap", StringComparison.Ordinal) || Signal(id, Pause) == 0, name);
        }

        emulator.Kill();
    });

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
        await using var emulator = await EmulatorProcess.StartAsync(
            null, "--data", data.FullName, "--warm", "2");
        await emulator.Client.StartAsync();
        var running = Descendants.Of(emulator.Process.Id);
        Assert.Contains(running.Values, name => name.StartsWith("chrom", StringComparison.Ordinal));
        end(emulator.Process);
        await emulator.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(DoctorCheck.Ok, (await Descendants.CheckAsync(running)).Status);
        data.Delete(recursive: true);
        return emulator.Process.ExitCode;
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}

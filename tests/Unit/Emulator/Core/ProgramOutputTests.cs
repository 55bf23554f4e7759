using System.Runtime.Versioning;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Core;
using Xunit;

namespace Tests.Emulator.Core;

[UnsupportedOSPlatform("windows")]
public sealed class ProgramOutputTests
{
    [Fact]
    public async Task A_program_that_takes_too_long_is_named_and_is_not_a_cancellation()
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(() => ProgramOutput.ReadAsync(
            "/bin/sh", ["-c", "exec sleep 1000"], TestContext.Current.CancellationToken, TimeSpan.FromMilliseconds(1)));
        Assert.Equal("'/bin/sh' did not exit within 0.001 s.", error.Message);
    }

    [Fact]
    public async Task Cancelling_ends_the_program()
    {
        using var cancellation = new CancellationTokenSource();
        var reading = ProgramOutput.ReadAsync("/bin/sh", ["-c", "exec sleep 1000"], cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_runtime_that_cannot_be_run_is_none()
    {
        var folder = Directory.CreateTempSubdirectory();
        var program = Path.Combine(folder.FullName, "node");
        await File.WriteAllTextAsync(program, "#!/nowhere\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Null(await JavaScriptRuntime.FindAsync(program, TestContext.Current.CancellationToken));
        folder.Delete(recursive: true);
    }
}

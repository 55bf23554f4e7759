using System.ComponentModel;
using System.Runtime.Versioning;
using AgentCore.Emulator.Core;
using Xunit;

namespace Tests.Emulator.Core;

[UnsupportedOSPlatform("windows")]
public sealed class ChildProcessTests
{
    [Fact]
    public async Task A_child_reads_writes_and_reports_its_exit_code()
    {
        await using var child = await StartAsync("read line; echo \"got $line\"; exit 3");
        await child.StandardInput.WriteAsync("hello\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await child.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        using var output = new StreamReader(child.StandardOutput);
        Assert.Equal("got hello", await output.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, await child.Exited);
    }

    [Fact]
    public async Task Killing_ends_what_the_child_started_too()
    {
        await using var child = await StartAsync("sleep 1000 & echo $!; wait");
        using var output = new StreamReader(child.StandardOutput);
        var grandchild = int.Parse((await output.ReadLineAsync(TestContext.Current.CancellationToken))!, null);
        using var process = System.Diagnostics.Process.GetProcessById(grandchild);
        child.Kill();
        Assert.NotEqual(0, await child.Exited);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Killing_waiting_and_disposing_are_safe_in_any_order_and_number()
    {
        var child = await StartAsync("exec sleep 1000");
        var waiting = child.Exited;
        child.Kill();
        await Task.WhenAll(
            child.DisposeAsync().AsTask(), child.DisposeAsync().AsTask(), child.StopAsync(TimeSpan.Zero));
        child.Kill();
        await child.DisposeAsync();
        Assert.Equal(await waiting, await child.Exited);
    }

    [Fact]
    public async Task Disposing_closes_all_pipes()
    {
        var child = await StartAsync("echo unread; echo unread >&2; exec sleep 1000");
        await child.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => child.StandardOutput.ReadByte());
        Assert.Throws<ObjectDisposedException>(() => child.StandardError.ReadByte());
        Assert.Throws<ObjectDisposedException>(() => child.StandardInput.WriteByte(0));
    }

    [Fact]
    public async Task A_child_without_an_environment_of_its_own_gets_nobodys_credentials()
    {
        string[] names = ["AWS_TEST_SECRET", "AGENTCORE_EMULATOR_TEST_SECRET", "AGENTCORE_TEST_OTHER"];
        Array.ForEach(names, name => Environment.SetEnvironmentVariable(name, "value of " + name));
        try
        {
            await using var child = await StartAsync("env");
            using var output = new StreamReader(child.StandardOutput);
            var lines = (await output.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n');
            Assert.Contains("AGENTCORE_TEST_OTHER=value of AGENTCORE_TEST_OTHER", lines);
            Assert.DoesNotContain(lines, line => line.Contains("SECRET", StringComparison.Ordinal));
        }
        finally
        {
            Array.ForEach(names, name => Environment.SetEnvironmentVariable(name, null));
        }
    }

    [Fact]
    public async Task A_child_that_does_not_heed_its_grace_is_killed()
    {
        await using var child = await StartAsync("trap '' TERM; while :; do sleep 1; done");
        Assert.NotEqual(0, await child.StopAsync(TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public Task A_program_that_is_not_there_is_an_error() =>
        Assert.ThrowsAsync<Win32Exception>(() => ChildProcess.StartAsync(new("/nowhere/program", [])));

    [Fact]
    public async Task Arguments_and_environment_reach_the_child_exactly()
    {
        await using var child = await ChildProcess.StartAsync(new(
            "/bin/sh", ["-c", "printf '%s|' \"$@\" \"$X\" \"$HOME\"", "sh", "a b", "\"'$"])
        {
            Environment = new Dictionary<string, string> { ["X"] = "1 2" },
        });
        using var output = new StreamReader(child.StandardOutput);
        Assert.Equal("a b|\"'$|1 2||", await output.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task All_children_are_forked_by_one_thread()
    {
        var threads = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => ProcessLauncher.RunAsync(() => Environment.CurrentManagedThreadId)));
        Assert.Single(threads.Distinct());
    }

    private static Task<ChildProcess> StartAsync(string script) =>
        ChildProcess.StartAsync(new("/bin/sh", ["-c", script]));
}

using System.Text.Json.Nodes;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

/// <summary>The control group of a session, where the machine lets the emulator make one.</summary>
public sealed class MemoryGroupTests(SmallSandboxFixture emulator) : IClassFixture<SmallSandboxFixture>
{
    [Fact]
    public async Task Memory_that_no_process_shows_is_bounded_by_the_kernel()
    {
        using var trial = MemoryGroup.TryCreate(1024 * SmallSandboxFixture.MiB);
        Assert.SkipWhen(trial is null, "This machine lets nobody here make a control group.");
        var session = await emulator.StartSessionAsync();

        // Pages of a shared mapping that nobody has mapped any more stay, and belong to no process.
        var outcome = await emulator.CommandAsync(session, """
            python - <<'END'
            import mmap
            x = mmap.mmap(-1, 2 * 1024**3)
            for place in range(0, len(x), 1024**2):
                x[place:place + 1024**2] = b"x" * 1024**2
                x.madvise(mmap.MADV_DONTNEED, place, 1024**2)
            END
            """);

        Assert.Contains("ended by SIGKILL: the session used more than its 320 MiB of memory", outcome.Text);
        Assert.Equal("42", (await emulator.PythonAsync(session, "6 * 7")).Stdout);
    }

    [Fact]
    public void Group_of_version_2_stands_beside_that_of_the_emulator_and_leaves_the_count_256_MiB()
    {
        var root = Directory.CreateTempSubdirectory("agentcore-test-").FullName;
        Directory.CreateDirectory($"{root}/user/own");
        File.WriteAllText($"{root}/cgroup.controllers", "memory");
        try
        {
            var group = MemoryGroup.TryCreate(root, ["0::/user/own"], 800)!;

            var folder = Assert.Single(Directory.GetDirectories($"{root}/user", "agentcore-*"));
            Assert.Equal("268436256", File.ReadAllText($"{folder}/memory.max"));
            Assert.Equal("0", File.ReadAllText($"{folder}/memory.swap.max"));
            var spec = group.Enter(new("/usr/bin/bwrap", ["--version"]));
            Assert.Equal("/bin/sh", spec.FileName);
            Assert.Equal(
                [$"{folder}/cgroup.procs", $"{folder}/memory.events", "/usr/bin/bwrap", "--version"],
                spec.Arguments.Skip(2));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Theory]
    [InlineData("0::/user/own")]
    [InlineData("4:memory:/own")]
    [InlineData("1:name=systemd:/")]
    public void Where_no_group_can_be_made_there_is_none(string membership)
    {
        var root = Directory.CreateTempSubdirectory("agentcore-test-").FullName;

        Assert.Null(MemoryGroup.TryCreate(root, [membership], 800));
        Assert.Empty(Directory.GetFileSystemEntries(root));
        Directory.Delete(root);
    }

    [Fact]
    public async Task Group_goes_with_its_session()
    {
        using var trial = MemoryGroup.TryCreate(1024 * SmallSandboxFixture.MiB);
        Assert.SkipWhen(trial is null, "This machine lets nobody here make a control group.");
        await using var own = await EmulatorProcess.StartAsync();
        var cancellationToken = TestContext.Current.CancellationToken;
        const string Tool = "aws.codeinterpreter.v1";
        var code = new JsonObject { ["code"] = "1" };
        await foreach (var message in own.Calls.InvokeAsync(Tool, null, "executeCode", code, cancellationToken))
        {
            Assert.Equal("result", message.Name);
        }

        Assert.Equal(1, Groups());

        var path = $"/code-interpreters/{Tool}/sessions/stop?sessionId={own.Calls.LastSessionId}";
        await own.Calls.CallAsync("PUT", path, null, cancellationToken);

        // It goes behind the response.
        while (Groups() > 0)
        {
            await Task.Delay(20, cancellationToken);
        }

        int Groups() => Directory.GetDirectories(
            "/sys/fs/cgroup", $"agentcore-{own.Process.Id}-*", SearchOption.AllDirectories).Length;
    }
}

using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

/// <summary>The memory of a whole session, with a limit of 320 MiB.</summary>
public sealed class MemoryTests(SmallSandboxFixture emulator) : IClassFixture<SmallSandboxFixture>
{
    private const string Note = "ended by SIGKILL: the session used more than its 320 MiB of memory";

    [Fact]
    public async Task Children_that_take_too_much_together_are_ended_until_the_rest_fits()
    {
        var session = await emulator.StartSessionAsync();

        // Each child alone stays far below the limit of a process. Whoever waits sees the kernel's own word: signal 9.
        var outcome = await emulator.PythonAsync(session, """
            import os, signal
            kept, children = 1, set()
            for _ in range(8):
                if not (child := os.fork()):
                    x = b"x" * (64 * 1024**2)
                    signal.pause()
                children.add(child)
            ended, status = os.wait()
            children.remove(ended)
            for child in children: os.kill(child, signal.SIGTERM)
            print(status, len([os.waitpid(child, 0) for child in children]))
            """);

        Assert.Equal(("9 7", false), (outcome.Stdout, outcome.IsError));
        Assert.Contains(Note, outcome.Stderr);
        Assert.Equal("1", (await emulator.PythonAsync(session, "kept")).Stdout);
    }

    [Fact]
    public async Task Biggest_program_is_ended_and_not_its_neighbour()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "kept = b'x' * (60 * 1024**2)");

        var outcome = await emulator.CommandAsync(
            session, "python -c 'import signal; x = b\"x\" * (300 * 1024**2); signal.pause()'");

        Assert.Contains(Note, outcome.Text);
        Assert.Equal($"{60 * SmallSandboxFixture.MiB}", (await emulator.PythonAsync(session, "len(kept)")).Stdout);
    }

    [Fact]
    public async Task Interpreter_that_takes_too_much_is_told_and_replaced()
    {
        var session = await emulator.StartSessionAsync();

        var outcome = await emulator.PythonAsync(session, "x = b'x' * (400 * 1024**2)\nimport signal; signal.pause()");

        Assert.Equal((137, true), (outcome.ExitCode, outcome.IsError));
        Assert.Contains(Note, outcome.Stderr);
        Assert.Equal("False", (await emulator.PythonAsync(session, "'x' in globals()")).Stdout);
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task Addresses_that_are_only_reserved_are_free_and_shared_memory_that_is_used_counts()
    {
        var session = await emulator.StartSessionAsync();
        var reserved =
            await emulator.PythonAsync(session, "import mmap, signal; x = mmap.mmap(-1, 8 * 1024**3); print(len(x))");
        Assert.Equal($"{8192 * SmallSandboxFixture.MiB}", reserved.Stdout);

        var outcome =
            await emulator.PythonAsync(session, "for i in range(400): x.write(b'x' * 1024**2)\nsignal.pause()");

        Assert.Equal((137, true), (outcome.ExitCode, outcome.IsError));
        Assert.Contains(Note, outcome.Stderr);
    }

    [Fact]
    public async Task Files_count_since_they_lie_in_memory()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.CommandAsync(session, "head -c 45M /dev/zero > big; head -c 45M /dev/zero > bigger");

        var outcome = await emulator.PythonAsync(session, "x = b'x' * (240 * 1024**2)\nimport signal; signal.pause()");

        Assert.Contains(Note, outcome.Stderr);
        Assert.Equal("47185920", (await emulator.CommandAsync(session, "stat -c %s big")).Stdout);
    }

    [Trait("Run", "Soak")]
    [Theory]
    [InlineData("a.send")] // what was sent is the sender's
    [InlineData("a.send", "a.close()")] // and nobody's when the sender is gone
    public async Task What_waits_in_sockets_counts(string send, string then = "pass")
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "kept = b'x' * (60 * 1024**2)");

        // Each child has little memory of its own, and 80 MiB in its sockets.
        var outcome = await emulator.CommandAsync(session, $"""
            python - <<'END'
            import os, signal, socket
            def fill():
                kept = []
                for _ in range(400):
                    a, b = socket.socketpair()
                    a.setblocking(False)
                    try:
                        while {send}(bytes(65536)): pass
                    except BlockingIOError: pass
                    kept.append((a, b))
                    {then}
                signal.pause()
            children = {"{os.fork() or fill() for _ in range(5)}"}
            ended, status = os.wait()
            children.remove(ended)
            for child in children: os.kill(child, signal.SIGTERM)
            print(status)
            END
            """);

        // The command itself fails where the control group is faster and ends the parent of the children.
        Assert.Contains(Note, outcome.Stderr + outcome.Text);
        Assert.Equal($"{60 * SmallSandboxFixture.MiB}", (await emulator.PythonAsync(session, "len(kept)")).Stdout);
    }

    [Fact]
    public async Task Programs_are_the_first_to_end_when_the_machine_runs_out_of_memory() => Assert.Equal(
        "500\r\n1000",
        (await emulator.CommandAsync(
            await emulator.StartSessionAsync(), "cat /proc/1/oom_score_adj /proc/self/oom_score_adj")).Stdout);

    [Trait("Run", "Soak")]
    [Fact]
    public async Task Page_tables_count()
    {
        // Every 2 MiB of addresses that are read once take a page table of 4 KiB, and no page of their own.
        var outcome = await emulator.CommandAsync(await emulator.StartSessionAsync(), """
            python - <<'END'
            import mmap
            x = mmap.mmap(-1, 300 * 1024**3, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, mmap.PROT_READ)
            x.madvise(mmap.MADV_NOHUGEPAGE)
            while True:
                for place in range(0, len(x), 2 * 1024**2): x[place]
            END
            """);

        Assert.Contains(Note, outcome.Text);
    }

    [Trait("Run", "Soak")]
    [Theory]
    [InlineData("q = c.msgget(0, 0o600); c.msgsnd(q, m, 8000, 2048); c.msgsnd(q, m, 8000, 2048)", "msg")]
    [InlineData("c.semget(0, 500, 0o600)", "sem")]
    [InlineData("s = c.shmat(c.shmget(0, 262144, 0o600), 0, 0); ctypes.memset(s, 1, 262144); c.shmdt(s)", "shm")]
    public async Task Objects_that_no_process_holds_count_and_are_removed(string make, string kind)
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "kept = 1");

        var outcome = await emulator.PythonAsync(session, $"""
            import ctypes, time
            c, m = ctypes.CDLL(None), (ctypes.c_long * 2000)(1)
            c.shmat.restype, c.shmdt.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
            ctypes.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
            def objects(): return len(open("/proc/sysvipc/{kind}").readlines()) - 1
            most, deadline = 0, time.time() + 60
            while objects() >= most and time.time() < deadline:
                most = objects()
                for _ in range(500):
                    {make}
            """);

        Assert.False(outcome.IsError);
        Assert.Contains("removed: the session used more than its 320 MiB of memory", outcome.Stderr);
        Assert.Equal("1", (await emulator.PythonAsync(session, "kept")).Stdout);
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task Memory_that_processes_share_counts_once()
    {
        // 150 MiB seen by five processes. The guest looks at least twice a second.
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import os, signal, time
            x = b"x" * (150 * 1024**2)
            children = [os.fork() or signal.pause() for _ in range(4)]
            time.sleep(1.5)
            for child in children: os.kill(child, signal.SIGTERM)
            print([os.waitpid(child, 0)[1] for child in children])
            """);

        Assert.Equal(("[15, 15, 15, 15]", ""), (outcome.Stdout, outcome.Stderr));
    }
}

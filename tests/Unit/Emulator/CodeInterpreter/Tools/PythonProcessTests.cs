using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>Processes that Python code starts by fork and by multiprocessing.</summary>
public sealed class PythonProcessTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    private const string Definitions = """
        from __future__ import annotations
        import multiprocessing
        from collections import namedtuple
        from dataclasses import dataclass

        @dataclass
        class Factor:
            value: int

        Pair = namedtuple("Pair", "number, product")
        factor, ran = Factor(10), open("ran", "a").write("x")

        def work(number):
            return Pair(number, number * factor.value)
        """;

    [Theory]
    [InlineData("os.fork()")]
    [InlineData("ctypes.CDLL(None).fork()")]
    public async Task Fork_of_the_interpreter_ends_with_its_cell_and_runs_no_other(string fork)
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "import ctypes, os, sys, time; me = os.getpid()");

        for (var i = 0; i < 3; i++)
        {
            await emulator.PythonAsync(session, $"_ = {fork}");
            await emulator.PythonAsync(session, $"y = {i}");
            var seen = await emulator.PythonAsync(session, "print(y, os.getpid() == me, file=sys.stderr)");
            Assert.Equal($"{i} True\n", seen.Stderr);
        }

        // What is left of the forks are zombies, which their parent, the program, does not wait for. The last one may
        // still be ending.
        var running = await emulator.CommandAsync(session, """
            for i in $(seq 100); do
              count=$(ps axo stat,args | grep -v '^Z' | grep -c '[w]orker')
              [ "$count" = 1 ] && break
              sleep 0.1
            done
            echo "$count"
            """);
        Assert.Equal("1", running.Stdout);
    }

    [Fact]
    public async Task Fork_that_shows_a_figure_or_exits_disturbs_nothing()
    {
        var session = await emulator.StartSessionAsync();

        var outcome = await emulator.PythonAsync(session, """
            import os, sys
            child = os.fork()
            if not child:
                display({"image/png": b"x" * 100}, raw=True)
                sys.exit(3)
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            """);

        Assert.Equal(("3", "", false), (outcome.Stdout, outcome.Stderr, outcome.IsError));
        Assert.Equal("1", (await emulator.PythonAsync(session, "print(1)")).Stdout);
    }

    [Theory]
    [InlineData("fork")]
    [InlineData("forkserver")]
    [InlineData("spawn")]
    public async Task Functions_of_cells_run_in_processes_of_every_start_method(string method)
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, Definitions);
        var code = $"""
            with multiprocessing.get_context("{method}").Pool(2) as pool:
                print(pool.map(work, range(3)))
            """;

        Assert.Equal(
            ("[Pair(number=0, product=0), Pair(number=1, product=10), Pair(number=2, product=20)]", ""),
            StreamsOf(await emulator.PythonAsync(session, code)));

        // What was defined since counts, and nothing but definitions was done again.
        await emulator.PythonAsync(session, "def work(number):\n    return number + factor.value");
        Assert.Equal(("[10, 11, 12]", ""), StreamsOf(await emulator.PythonAsync(session, code)));
        Assert.Equal("x", (await emulator.CommandAsync(session, "cat ran")).Stdout);
    }

    [Fact]
    public async Task Executor_runs_a_function_of_its_own_cell()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor
            def square(x): return x * x
            with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("forkserver")) as executor:
                print(list(executor.map(square, [1, 2, 3])))
            """);

        Assert.Equal(("[1, 4, 9]", ""), StreamsOf(outcome));
    }

    [Fact]
    public async Task Interpreter_runs_before_the_first_code()
    {
        var session = await emulator.StartSessionAsync();

        Assert.Equal("1", (await emulator.CommandAsync(session, "ps ax | grep -c '[w]orker'")).Stdout);
        Assert.Equal(
            "1", (await emulator.PythonAsync(session, "import threading; threading.active_count()")).Stdout);
    }

    private static (string Stdout, string Stderr) StreamsOf(Outcome outcome) => (outcome.Stdout, outcome.Stderr);
}

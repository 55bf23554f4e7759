using System.Text.Json.Nodes;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>executeCode with Python.</summary>
public sealed class ExecuteCodeTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    [Fact]
    public async Task Output_comes_in_one_result_without_its_last_line_end()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), "print(6 * 7)\nprint('x')");

        var message = Assert.Single(outcome.Messages);
        Assert.Equal(("event", "result"), (message.Kind, message.Name));
        Assert.Equal("42\nx", outcome.Stdout);
        Assert.Equal("42\nx", Assert.Single(outcome.Content).GetProperty("text").GetString());
        Assert.Equal(("", 0, false), (outcome.Stderr, outcome.ExitCode, outcome.IsError));
        Assert.True(outcome.Last.GetProperty("structuredContent").GetProperty("executionTime").GetDouble() > 0);
    }

    [Theory]
    [InlineData("b'[' * 100_000")]
    [InlineData("b'{\"event\": \"end\", \"exitCode\": Infinity}'")]
    [InlineData("b'{\"event\": \"end\", \"exitCode\": [1]}'")]
    public async Task Whatever_code_writes_to_its_interpreters_own_channel_the_session_goes_on(string head)
    {
        var session = await emulator.StartSessionAsync();
        await emulator.CommandAsync(session, "echo kept > file");

        var outcome = await emulator.PythonAsync(session, $"""
            import os, signal, stat, struct
            head = {head}
            files = [fd for fd in range(3, 100) if os.path.exists("/proc/self/fd/" + str(fd))]
            channel = next(fd for fd in files if stat.S_ISSOCK(os.fstat(fd).st_mode))
            message = struct.pack(">II", len(head), 0) + head
            while message: message = message[os.write(channel, message):]
            signal.pause()
            """);

        Assert.Equal((137, true), (outcome.ExitCode, outcome.IsError));
        Assert.Equal("kept", (await emulator.CommandAsync(session, "cat file")).Stdout);
    }

    [Fact]
    public async Task Variables_live_on_until_the_context_is_cleared()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "x = 5\nimport math");

        Assert.Equal("5 3", (await emulator.PythonAsync(session, "print(x, math.floor(math.pi))")).Stdout);
        var cleared = await emulator.PythonAsync(session, "print(x)", clearContext: true);
        Assert.True(cleared.IsError);
        Assert.Contains("NameError: name 'x' is not defined", cleared.Stderr);
    }

    [Theory]
    [InlineData("x = 3\nx + 1", "4")]
    [InlineData("'a'", "'a'")]
    [InlineData("None", "")]
    [InlineData("5;", "")]
    [InlineData("import asyncio\nawait asyncio.sleep(0, 'late')", "'late'")]
    public async Task Last_expression_is_shown_as_a_notebook_does(string code, string expected) =>
        Assert.Equal(expected, (await emulator.PythonAsync(await emulator.StartSessionAsync(), code)).Stdout);

    [Fact]
    public async Task Program_that_closes_its_streams_closes_them_for_nobody_else()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "import sys; sys.stdout.close(); sys.stderr.close()");

        var outcome = await emulator.PythonAsync(session, "print(1); print(2, file=sys.stderr)");

        Assert.Equal(("1", "2\n", false), (outcome.Stdout, outcome.Stderr, outcome.IsError));
    }

    [Theory]
    [InlineData("def f(:", 1, "SyntaxError")]
    [InlineData("1 / 0", 1, "ZeroDivisionError: division by zero")]
    [InlineData("import sys; sys.exit(3)", 3, "")]
    [InlineData("import sys; sys.exit('no way')", 1, "no way")]
    [InlineData("raise KeyboardInterrupt", 130, "KeyboardInterrupt")]
    public async Task Failing_code_is_a_result_with_exit_code_and_traceback(string code, int exitCode, string error)
    {
        var session = await emulator.StartSessionAsync();
        var outcome = await emulator.PythonAsync(session, "kept = 1\n" + code);

        Assert.Equal((exitCode, true), (outcome.ExitCode, outcome.IsError));
        Assert.Contains(error, outcome.Stderr);
        Assert.Contains(error, outcome.Text);
        Assert.DoesNotContain("agentcore_guest", outcome.Stderr);
        if (error != "SyntaxError")
        {
            Assert.Equal("1", (await emulator.PythonAsync(session, "kept")).Stdout);
        }
    }

    [Fact]
    public async Task Traceback_shows_the_users_own_lines()
    {
        var outcome =
            await emulator.PythonAsync(await emulator.StartSessionAsync(), "def f():\n    return 1 / 0  # here\nf()");

        Assert.Contains("return 1 / 0  # here", outcome.Stderr);
    }

    [Theory]
    [InlineData("import os; os.abort()", 134, "SIGABRT")]
    [InlineData("import os; os._exit(7)", 7, "exit code 7")]
    [InlineData("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", 137, "SIGKILL")]
    [InlineData("import ctypes; ctypes.string_at(0)", 139, "SIGSEGV")]
    public async Task Dead_interpreter_is_told_and_replaced(string code, int exitCode, string cause)
    {
        var session = await emulator.StartSessionAsync();
        var outcome = await emulator.PythonAsync(session, $"x = 1\nprint('before', flush=True)\n{code}");

        Assert.Equal((exitCode, true, "before"), (outcome.ExitCode, outcome.IsError, outcome.Stdout));
        Assert.Contains(cause, outcome.Stderr);
        Assert.Contains("The variables are lost", outcome.Text);
        Assert.Equal("False", (await emulator.PythonAsync(session, "'x' in globals()")).Stdout);
    }

    [Fact]
    public async Task Interpreter_that_died_between_calls_is_told_by_the_next()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "x = 1");
        await emulator.CommandAsync(session, "kill -9 -1");

        var next = await emulator.PythonAsync(session, "print('x' in globals())");

        Assert.Equal(("False", false), (next.Stdout, next.IsError));
        Assert.Contains("A new one was started", next.Stderr);
    }

    [Fact]
    public async Task Output_of_children_and_of_raw_descriptors_is_caught()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import ctypes, os, subprocess, sys
            subprocess.run("echo child; echo child-error >&2", shell=True)
            os.write(1, b"raw\n")
            ctypes.CDLL(None).puts(b"from C")
            print("python", file=sys.stderr)
            """);

        Assert.Contains("child\nraw\n", outcome.Stdout);
        Assert.EndsWith("from C", outcome.Stdout);
        Assert.Equal("child-error\npython\n", outcome.Stderr);
    }

    [Fact]
    public async Task Figures_come_back_as_png_images()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import matplotlib.pyplot as plt
            plt.plot([1, 2]); plt.show()
            plt.figure(figsize=(2, 1)); plt.plot([3])
            print("drawn")
            """);

        Assert.Equal(("drawn", ""), (outcome.Stdout, outcome.Stderr));
        var images = outcome.Content.Where(block => Outcome.Type(block) == "image").ToArray();
        Assert.Equal(2, images.Length);
        Assert.All(images, image =>
        {
            Assert.Equal("image/png", image.GetProperty("mimeType").GetString());
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], image.GetProperty("data").GetBytesFromBase64()[..4]);
        });
    }

    [Fact]
    public async Task Invalid_utf8_becomes_replacement_characters_and_characters_are_never_split()
    {
        var session = await emulator.StartSessionAsync();

        Assert.Equal(
            "a\uFFFDb", (await emulator.PythonAsync(session, "import os; _ = os.write(1, b'a\\xffb')")).Stdout);
        var emoji = await emulator.PythonAsync(session, """
            import os, time
            for byte in "\N{GRINNING FACE}".encode():
                os.write(1, bytes([byte]))
                time.sleep(0.4)
            """);
        Assert.Equal("\U0001F600", emoji.Stdout);
        Assert.Equal(
            "\uFFFD", (await emulator.PythonAsync(session, "import os; _ = os.write(1, b'\\xf0\\x9f')")).Stdout);
    }

    [Fact]
    public async Task Call_of_more_than_a_second_has_one_result_as_well()
    {
        var outcome = await emulator.PythonAsync(
            await emulator.StartSessionAsync(),
            "import time\nfor i in range(3):\n    print('line', i, flush=True); time.sleep(0.6)");

        Assert.Single(outcome.Messages);
        Assert.Equal("line 0\nline 1\nline 2", outcome.Stdout);
        Assert.Equal(outcome.Stdout, Assert.Single(outcome.Content).GetProperty("text").GetString());
        Assert.Equal((0, false), (outcome.ExitCode, outcome.IsError));
        Assert.InRange(
            outcome.Last.GetProperty("structuredContent").GetProperty("executionTime").GetDouble(), 1.8, 60);
    }

    [Fact]
    public async Task Calls_of_one_interpreter_run_one_after_the_other()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "order = []");

        await Task.WhenAll(
            Enumerable.Range(0, 5)
                .Select(
                    i =>
                        emulator.PythonAsync(
                            session, $"order.append({i}); import time; time.sleep(0.05); order.append({i})")));

        var order = (await emulator.PythonAsync(
            session, "all(order[i] == order[i + 1] for i in range(0, 10, 2)), len(order)")).Stdout;
        Assert.Equal("(True, 10)", order);
    }

    [Fact]
    public async Task Caller_that_goes_away_ends_the_code_but_not_the_variables()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "x = 7");

        await emulator.LeaveAsync(
            session,
            "executeCode",
            new JsonObject { ["code"] = "print('on')\nopen('started', 'w').close()\nwhile True: pass" });

        Assert.Equal("7", (await emulator.PythonAsync(session, "x")).Stdout);
    }

    [Fact]
    public async Task Code_that_ignores_the_interrupt_is_killed()
    {
        var session = await emulator.StartSessionAsync();

        await emulator.LeaveAsync(session, "executeCode", new JsonObject
        {
            ["code"] = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
                + "open('started', 'w').close()\nwhile True: pass",
        });

        Assert.Equal("1", (await emulator.PythonAsync(session, "1")).Stdout);
        var python = await emulator.CommandAsync(session, "ps ax | grep -c '[w]orker'");
        Assert.Equal("1", python.Stdout);
    }
}

using System.Text.Json.Nodes;
using AgentCore.Emulator.Doctor;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

/// <summary>Code that wants too much of something: the session survives it, and so does the machine.</summary>
public sealed class LimitTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    [Theory]
    [InlineData("x = bytearray(2 * 1024**3)")]
    [InlineData("x = [bytes(64 * 1024**2) for _ in range(40)]")]
    [InlineData("import numpy; x = numpy.ones((20_000, 20_000))")]
    public async Task Too_much_memory_is_an_error_of_the_code(string code)
    {
        var session = await emulator.StartSessionAsync();

        var outcome = await emulator.PythonAsync(session, "kept = 1\n" + code);

        Assert.True(outcome.IsError);
        Assert.Matches("MemoryError|Cannot allocate memory", outcome.Stderr);
        Assert.Equal("1", (await emulator.PythonAsync(session, "kept")).Stdout);
    }

    [Fact]
    public async Task Fork_bomb_reaches_its_limit_and_nothing_of_it_stays()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "kept = 1");

        // Counts with what the shell can do by itself: at the limit it can start nothing. One listing of /proc takes a
        // while and also names those that end and begin meanwhile, so the least of twenty is what runs at a time.
        var bomb = await emulator.CommandAsync(session, """
            bomb() { bomb | bomb & }; bomb 2>/dev/null; least=99999; seen=0
            while [ $seen -lt 20 ]; do
                set -- /proc/[0-9]*
                if [ $# -ge 100 ]; then seen=$((seen + 1)); if [ $# -lt $least ]; then least=$#; fi; fi
            done; echo $least
            """);

        // The guest program's own processes count, but are not limited.
        Assert.InRange(int.Parse(bomb.Text.Split("\r\n")[^1], null), 100, 270);
        Assert.Equal("1", (await emulator.PythonAsync(session, "kept")).Stdout);
        Assert.Equal("0", (await emulator.CommandAsync(session, "ps ax | grep -c '[b]omb' || true")).Stdout);
    }

    [Fact]
    public async Task Fork_bomb_in_python_ends_with_the_session()
    {
        var session = await emulator.StartSessionAsync();
        var arguments = new JsonObject
        {
            ["code"] = "import os\nprint('on')\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        };
        var messages = new List<StreamMessage>();
        await foreach (var message in emulator.StreamAsync(session, "executeCode", arguments))
        {
            messages.Add(message);
            if (messages.Count == 1)
            {
                Assert.Equal(
                    "others go on",
                    (await emulator.PythonAsync(await emulator.StartSessionAsync(), "print('others go on')")).Stdout);
                await emulator.StopSessionAsync(session);
            }
        }

        Assert.Equal(("exception", "resourceNotFoundException"), (messages[^1].Kind, messages[^1].Name));
    }

    [Fact]
    public async Task Longer_output_than_the_limit_is_cut_off_and_says_so()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import sys
            for i in range(60): sys.stdout.write("€" * 1_000_000)
            print("end")
            """);

        // Three bytes each, and the one that is cut through is left off.
        Assert.Equal((33_333_333, 33_333_333), (outcome.Stdout.Length, outcome.Stdout.Count(letter => letter == '€')));
        Assert.Equal("[The output was cut off: with its images it is longer than 100000000 bytes.]\n", outcome.Stderr);
        Assert.Equal((0, false), (outcome.ExitCode, outcome.IsError));
        Assert.All(outcome.Messages, message => Assert.True(message.Payload.GetRawText().Length < 4_000_000));
    }

    [Fact]
    public void Emulator_runs_with_the_garbage_collector_of_a_small_process()
    {
        var file =
            Path.ChangeExtension(typeof(AgentCore.Emulator.EmulatorHost).Assembly.Location, "runtimeconfig.json");
        var properties = JsonNode.Parse(File.ReadAllText(file))!["runtimeOptions"]!["configProperties"]!;

        Assert.False((bool)properties["System.GC.Server"]!);
        Assert.False((bool)properties["System.GC.Concurrent"]!);
        Assert.Equal(9, (int)properties["System.GC.ConserveMemory"]!);
    }

    [Fact]
    public async Task Long_output_does_not_fill_the_emulators_memory()
    {
        await using var program = await EmulatorProcess.StartAsync(new Dictionary<string, string>());
        var arguments =
            new JsonObject { ["code"] = "import sys\nfor i in range(200): _ = sys.stdout.write('x' * 1_000_000)" };
        long length = 0;

        await foreach (var message in program.Calls.InvokeAsync(
            "aws.codeinterpreter.v1", null, "executeCode", arguments, TestContext.Current.CancellationToken))
        {
            length += message.Payload.GetProperty("structuredContent").GetProperty("stdout").GetString()!.Length;
        }

        var peak = File.ReadLines($"/proc/{program.Process.Id}/status")
            .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        Assert.Equal(100_000_000, length);
        Assert.InRange(int.Parse(peak.Split(' ')[^2], null), 0, 500_000); // kB
    }

    [Fact]
    public async Task Program_waits_for_a_slow_reader_and_nothing_is_lost()
    {
        var session = await emulator.StartSessionAsync();
        var arguments = new JsonObject
        {
            // Tells in a file when its output finds no taker any more, or when all of it has found one.
            ["code"] = """
                import os, select, sys
                print("on", flush=True)
                left, held = memoryview(b"x" * 60_000_000), False
                os.set_blocking(1, False)
                while left:
                    if not held and not select.select([], [1], [], 1)[1]:
                        held = True
                        open("held", "x").close()
                    select.select([], [1], [])
                    left = left[os.write(1, left[:65536]):]
                os.set_blocking(1, True)
                if not held: open("never", "x").close()
                """,
        };
        long length = 0;
        var isFirst = true;
        await foreach (var message in emulator.StreamAsync(session, "executeCode", arguments))
        {
            if (isFirst)
            {
                // Meanwhile nobody reads the first call's answer.
                var seen =
                    await emulator.CommandAsync(session, "until test -e held -o -e never; do sleep 0.05; done; ls");
                Assert.Equal("held  log", seen.Text);
                isFirst = false;
            }

            length += message.Payload.GetProperty("structuredContent").GetProperty("stdout").GetString()!.Length;
        }

        Assert.Equal("on\n".Length + 60_000_000, length);
    }

    [Fact]
    public async Task Images_count_as_output()
    {
        // Two images of 60 MB are more than a call gives back.
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            from agentcore_guest import figures
            print(figures.show_image(bytes(60_000_000)), figures.show_image(bytes(60_000_000)))
            """);

        Assert.Equal(
            60_000_000,
            Assert.Single(outcome.Content, block => Outcome.Type(block) == "image").GetProperty("data")
                .GetBytesFromBase64().Length);
        Assert.Contains("cut off", outcome.Stderr);
    }

    [Fact]
    public async Task Binary_output_without_line_end_comes_as_text()
    {
        var outcome = await emulator.PythonAsync(
            await emulator.StartSessionAsync(), "import sys\n_ = sys.stdout.buffer.write(bytes(range(256)) * 1000)");

        // 0 to 127 are characters; of the rest none begins a valid sequence in this order.
        var once = string.Concat(Enumerable.Range(0, 128).Select(i => (char)i)) + new string('\uFFFD', 128);
        Assert.Equal(string.Concat(Enumerable.Repeat(once, 1000)), outcome.Stdout);
    }

    [Fact]
    public async Task Open_files_are_bounded()
    {
        var outcome = await emulator.PythonAsync(
            await emulator.StartSessionAsync(), "x = [open('/dev/null') for _ in range(2000)]");

        Assert.Contains("Too many open files", outcome.Stderr);
    }

    [Fact]
    public async Task Unknown_or_unfit_arguments_are_refused()
    {
        var session = await emulator.StartSessionAsync();
        foreach (var (arguments, part) in new[]
        {
            ("""{"code":"1","language":"cobol"}""", "arguments.language must be one of python, javascript, typescript"),
            ("""{"code":"1","language":"python","runtime":"deno"}""", "arguments.runtime must match the language"),
            ("""{"code":"1","language":"javascript","clearContext":true}""", "arguments.clearContext works for python only"),
            ("{}", "arguments.code must be given for executeCode"),
        })
        {
            var error = await Assert.ThrowsAsync<CallFailedException>(
                () => emulator.InvokeAsync(session, "executeCode", JsonNode.Parse(arguments)!));
            Assert.Equal("ValidationException", error.Code);
            Assert.Contains(part, error.Message);
        }
    }
}

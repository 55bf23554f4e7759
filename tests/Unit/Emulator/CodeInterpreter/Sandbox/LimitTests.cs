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
    public async Task Processes_are_bounded_and_none_stays()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "kept = 1");

        var outcome = await emulator.CommandAsync(session, """
            cat > many.py <<'END'
            import os, signal
            children = []
            try:
                while child := os.fork(): children.append(child)
                signal.pause()
            except OSError: print(len(children))
            END
            python many.py
            """);

        Assert.InRange(int.Parse(outcome.Text.Trim(), null), 100, 270);
        Assert.Equal("1", (await emulator.PythonAsync(session, "kept")).Stdout);
        Assert.Equal("0", (await emulator.CommandAsync(session, "ps ax | grep -c '[m]any' || true")).Text);
    }

    [Trait("Run", "Soak")]
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

    [Trait("Run", "Soak")]
    [Fact]
    public async Task Fork_bomb_in_python_ends_with_the_session()
    {
        var session = await emulator.StartSessionAsync();
        var arguments = new JsonObject
        {
            ["code"] = "import os\nopen('on', 'w').close()\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        };
        var call = Task.Run(async () =>
        {
            var messages = new List<StreamMessage>();
            await foreach (var message in emulator.StreamAsync(session, "executeCode", arguments))
            {
                messages.Add(message);
            }

            return messages;
        }, TestContext.Current.CancellationToken);
        await emulator.WaitForFileAsync(session, "on");
        Assert.Equal(
            "others go on",
            (await emulator.PythonAsync(await emulator.StartSessionAsync(), "print('others go on')")).Stdout);
        await emulator.StopSessionAsync(session);

        var error = Assert.Single(await call);
        Assert.Equal(("exception", "resourceNotFoundException"), (error.Kind, error.Name));
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

using System.Text.Json.Nodes;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>Output that is sent as it arrives, which is a setting.</summary>
public sealed class IncrementalResultTests(IncrementalFixture emulator) : IClassFixture<IncrementalFixture>
{
    [Fact]
    public async Task Long_call_sends_what_it_writes_as_it_comes()
    {
        var session = await emulator.StartSessionAsync();
        var first = new TaskCompletionSource<string>();
        var messages = new List<string>();
        var reading = Task.Run(async () =>
        {
            var arguments = new JsonObject
            {
                ["code"] = "print('first')\nimport os, time\nwhile not os.path.exists('go'): "
                    + "time.sleep(0.05)\nprint('second')",
            };
            await foreach (var message in emulator.StreamAsync(session, "executeCode", arguments))
            {
                messages.Add(message.Payload.GetProperty("structuredContent").GetProperty("stdout").GetString()!);
                first.TrySetResult(messages[0]);
            }
        }, TestContext.Current.CancellationToken);

        // A line and its end may be written, and so be sent, one after the other.
        Assert.StartsWith("first", await first.Task, StringComparison.Ordinal);
        await emulator.CommandAsync(session, "touch go");
        await reading;
        Assert.Equal("first\nsecond", string.Concat(messages));
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task Longer_output_than_the_limit_is_cut_off_and_says_so()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import sys
            for i in range(60): sys.stdout.write("€" * 1_000_000)
            print("end")
            """);

        // Three bytes each, and the one that is cut through is left off.
        Assert.Equal((33_333_333, ""), (outcome.Stdout.Length, outcome.Stdout.Trim('€')));
        Assert.Matches(@"\A\[The output was cut off: [^\n]*100000000 bytes[^\n]*\]\n\z", outcome.Stderr);
        Assert.Equal((0, false), (outcome.ExitCode, outcome.IsError));
        Assert.All(outcome.Messages, message => Assert.True(message.Payload.GetRawText().Length < 4_000_000));
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task Long_output_does_not_fill_the_emulators_memory()
    {
        await using var program = await EmulatorProcess.StartAsync(
            new Dictionary<string, string>(), "--incremental-results");
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

    [Trait("Run", "Soak")]
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
}

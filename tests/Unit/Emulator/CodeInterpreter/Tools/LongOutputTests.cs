using System.Text;
using System.Text.Json.Nodes;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>Output that is more than the one result of a call can hold.</summary>
public sealed class LongOutputTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    // AWS SDK for Python cannot read longer ones.
    private const int LongestMessage = 24 * 1024 * 1024;

    [Theory]
    [InlineData("sys.stdout.write('€' * 40_000_000)", '€', 3)]
    [InlineData("sys.stdout.write('x' * 200_000_000)", 'x', 1)]
    [InlineData("sys.stdout.write('\\0' * 10_000_000)", '\0', 6)]
    [InlineData("sys.stdout.write('\\n' * 10_000_000)", '\n', 2)]
    public async Task Output_is_cut_off_after_a_whole_character_in_one_message_and_says_so(
        string code, char letter, int length)
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), $"import sys\n_ = {code}");

        var message = Assert.Single(outcome.Messages);
        Assert.InRange(Encoding.UTF8.GetByteCount(message.Payload.GetRawText()), 24_000_000, LongestMessage);
        Assert.InRange(outcome.Stdout.Length * length, 12_000_000, LongestMessage / 2);
        Assert.Equal("", outcome.Stdout.Trim(letter));
        Assert.Matches(@"\A\[The output was cut off: [^\n]*\]\n\z", outcome.Stderr);
        Assert.Equal(outcome.Stdout, outcome.Content[0].GetProperty("text").GetString());
        Assert.Equal(outcome.Stderr, outcome.Content[1].GetProperty("text").GetString() + "\n");
        Assert.Equal((0, false), (outcome.ExitCode, outcome.IsError));
    }

    [Fact]
    public async Task Command_is_cut_off_as_well()
    {
        var outcome = await emulator.CommandAsync(
            await emulator.StartSessionAsync(), "head -c 30000000 /dev/zero | tr '\\0' x");

        Assert.InRange(outcome.Stdout.Length, 12_000_000, LongestMessage / 2);
        Assert.Contains("cut off", outcome.Stderr);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public async Task Report_of_a_failure_is_not_lost_behind_much_output()
    {
        var outcome = await emulator.PythonAsync(
            await emulator.StartSessionAsync(), "print('x' * 20_000_000)\n1 / 0");

        Assert.Equal((1, true), (outcome.ExitCode, outcome.IsError));
        Assert.InRange(outcome.Stdout.Length, 12_000_000, LongestMessage / 2);
        Assert.Matches("ZeroDivisionError: division by zero\\s+\\[The output was cut off: ", outcome.Stderr);
        Assert.Contains("ZeroDivisionError", outcome.Content[1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Images_count_as_output()
    {
        // Two images of 10 MB are more than a result can hold.
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            for _ in range(2): display({"image/png": bytes(10_000_000)}, raw=True)
            """);

        Assert.Equal(
            10_000_000,
            Assert.Single(outcome.Content, block => Outcome.Type(block) == "image").GetProperty("data")
                .GetBytesFromBase64().Length);
        Assert.Contains("cut off", outcome.Stderr);
    }

    [Fact]
    public async Task Displayed_objects_count_as_output()
    {
        // In JSON a quotation mark takes two bytes.
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            for _ in range(2): display({"text/html": '"' * 7_000_000}, raw=True)
            """);

        var html = Assert.Single(outcome.Content, block => Outcome.Type(block) == "resource").GetProperty("resource");
        Assert.Equal(7_000_000, html.GetProperty("text").GetString()!.Length);
        Assert.Contains("cut off", outcome.Stderr);
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task Much_output_of_many_calls_does_not_fill_the_emulators_memory()
    {
        await using var program = await EmulatorProcess.StartAsync();
        const string Code = "import sys\nfor i in range(40): _ = sys.stdout.write('x\\n' * 500_000)";
        var calls = Enumerable.Range(0, 8).Select(async _ =>
        {
            var lengths = new List<int>();
            await foreach (var message in program.Calls.InvokeAsync(
                "aws.codeinterpreter.v1",
                null,
                "executeCode",
                new JsonObject { ["code"] = Code },
                TestContext.Current.CancellationToken))
            {
                lengths.Add(message.Payload.GetProperty("structuredContent").GetProperty("stdout").GetString()!.Length);
            }

            return Assert.Single(lengths);
        });

        Assert.All(await Task.WhenAll(calls), length => Assert.InRange(length, 8_000_000, 9_000_000));

        var peak = File.ReadLines($"/proc/{program.Process.Id}/status")
            .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        Assert.InRange(int.Parse(peak.Split(' ')[^2], null), 0, 700_000); // kB
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "agentcore-output-*"));
    }
}

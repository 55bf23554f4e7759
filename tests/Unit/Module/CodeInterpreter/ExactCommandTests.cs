extern alias Module;
using System.Diagnostics;
using System.Text;
using Module::AgentCore;
using Xunit;
using Wire = Amazon.BedrockAgentCore.Model;

namespace AgentCore.Tests.Module.CodeInterpreter;

/// <summary>Runs the wrapped line in a real shell and mangles what it prints as the service's terminal does.</summary>
public sealed class ExactCommandTests
{
    [Theory]
    [InlineData("echo out; echo err >&2; exit 7", "out\n", "err\n", 7)]
    [InlineData("printf 'a\\r\\nb\\tc'", "a\r\nb\tc", "", 0)]
    [InlineData("echo \"it's\" '$HOME' # a comment", "it's $HOME\n", "", 0)]
    [InlineData("printf '☕ é'", "☕ é", "", 0)]
    [InlineData("cat <<'X'\n( unbalanced\nX", "( unbalanced\n", "", 0)]
    [InlineData("cat", "", "", 0)]
    [InlineData("true", "", "", 0)]
    [InlineData("sleep 60 & echo started", "started\n", "", 0)]
    [InlineData("kill -9 $$", "", null, 137)]
    public async Task Streams_and_exit_code_come_back_byte_for_byte(string command, string output, string? error, int exitCode)
    {
        var exact = new ExactCommand(command);
        var read = exact.Read(Terminal(await RunAsync(exact.Line)));
        Assert.NotNull(read);
        Assert.Equal(output, Encoding.UTF8.GetString(read.Value.Output));
        if (error is not null)
            Assert.Equal(error, Encoding.UTF8.GetString(read.Value.Error));
        Assert.Equal(exitCode, read.Value.ExitCode);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_come_back_too()
    {
        var exact = new ExactCommand("printf '\\000\\377\\376'");
        Assert.Equal([0x00, 0xFF, 0xFE], exact.Read(Terminal(await RunAsync(exact.Line)))!.Value.Output);
    }

    [Fact]
    public void A_line_of_more_than_60000_characters_is_refused()
    {
        Assert.True(new ExactCommand(new string('x', 44_000)).Line.Length <= 60_000);
        var error = Assert.Throws<AgentCoreException>(() => new ExactCommand(new string('x', 45_000)));
        Assert.Contains("60,000", error.Message, StringComparison.Ordinal);
        Assert.Contains("45000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_that_failed_gives_what_it_said()
    {
        var results = new ResultCollector();
        results.Add(new Wire.CodeInterpreterResult { Content = [new() { Type = "text", Text = "no shell" }], IsError = true });
        var result = new ExactCommand("true").ToResult(results, "S1");
        Assert.True(result.IsError);
        Assert.Equal("no shell", result.Output);
        Assert.Null(result.StandardOutputBytes);
    }

    [Fact]
    public void An_answer_without_the_marks_is_an_error_even_if_the_tool_is_content()
    {
        var results = new ResultCollector();
        results.Add(new Wire.CodeInterpreterResult { StructuredContent = new() { Stdout = "something else", ExitCode = 0 }, IsError = false });
        Assert.True(new ExactCommand("true").ToResult(results, "S1").IsError);
    }

    // CRLF line ends, the command echoed, and long lines broken.
    private static string Terminal(string printed)
        => "$ ( d=$(mktemp -d) ...\r\n" + string.Join("\r\n", printed.Replace("\n", "\r\n", StringComparison.Ordinal).Chunk(80).Select(line => new string(line)));

    private static async Task<string> RunAsync(string line)
    {
        var start = new ProcessStartInfo("/bin/bash") { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(line);
        using var shell = Process.Start(start)!;
        return await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}

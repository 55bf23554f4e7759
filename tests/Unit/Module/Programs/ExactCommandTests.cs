using System.Diagnostics;
using System.Text;
using AgentCore.Errors;
using AgentCore.Programs;
using AgentCore.Service;
using Xunit;
using Wire = Amazon.BedrockAgentCore.Model;

namespace Tests.Module.Programs;

/// <summary>Runs the wrapped line in a real shell and mangles what it prints as the service's terminal does.</summary>
public sealed class ExactCommandTests
{
    [Theory]
    [InlineData("echo out; echo err >&2; exit 7", "out\n", "err\n", 7)]
    [InlineData("printf 'a\\r\\nb\\tc'", "a\r\nb\tc", "", 0)]
    [InlineData("echo \"it's\" '$HOME' # a comment", "it's $HOME\n", "", 0)]
    [InlineData("echo \"it's\"\necho '\\n' 'é'", "it's\n\\n é\n", "", 0)]
    [InlineData("printf '%%41;%%\\tb  \\n\\n'; echo '; % e' >&2", "%41;%\tb  \n\n", "; % e\n", 0)]
    [InlineData("printf '\\033[1mbold'", "\u001b[1mbold", "", 0)]
    [InlineData("printf '☕ é'", "☕ é", "", 0)]
    [InlineData("cat <<'X'\n( unbalanced\nX", "( unbalanced\n", "", 0)]
    [InlineData("cat", "", "", 0)]
    [InlineData("true", "", "", 0)]
    [InlineData("sleep 60 & echo started", "started\n", "", 0)]
    [InlineData("kill -9 $$", "", null, 137)]
    [InlineData("nope", "", "bash: line 1: nope: command not found\n", 127)]
    [InlineData("echo \"$0 $# ${AC_C-unset}\"", "bash 0 unset\n", "", 0)]
    [InlineData("kill -INT $$; echo alive", "", null, 130)]
    public async Task Streams_and_exit_code_come_back_byte_for_byte(
        string command, string output, string? error, int exitCode)
    {
        foreach (var live in new[] { false, true })
        {
            var exact = new ExactCommand(command, live);
            exact.Output.Feed(Terminal(await RunAsync(exact.Line)));
            Assert.Equal(exitCode, exact.Output.ExitCode);
            Assert.Equal(output, Encoding.UTF8.GetString(exact.Output.StandardOutput));
            if (error is not null)
            {
                Assert.Equal(error, Encoding.UTF8.GetString(exact.Output.StandardError));
            }
        }
    }

    [Theory]
    [InlineData("o:YWJj;", false)]
    [InlineData("o:YWprogress1Jj;", true)] // no longer base64
    [InlineData("o:YWprogressJj;", true)] // base64 of more than was written
    public void What_another_program_writes_into_a_piece_is_noticed(string piece, bool isDamaged)
    {
        const string Mark = "AC0123";
        var output = new ExactOutput(Mark);
        output.Feed($"{Mark}{piece}{Mark}x:0,3,0;");
        Assert.Equal((0, isDamaged), (output.ExitCode, output.IsDamaged));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("sh")]
    public async Task Output_of_any_length_comes_back_from_any_shell(string shell)
    {
        foreach (var length in new[] { 1, 3_999, 4_000, 4_001, 200_000 })
        {
            var exact = new ExactCommand($"printf '%{length}s' x; printf '%{length}s' y >&2");
            exact.Output.Feed(Terminal(await RunAsync(exact.Line, shell)));
            Assert.Equal((0, false), (exact.Output.ExitCode, exact.Output.IsDamaged || exact.Output.IsTruncated));
            Assert.Equal(new string(' ', length - 1) + "x", exact.Output.OutputText);
            Assert.Equal(new string(' ', length - 1) + "y", exact.Output.ErrorText);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_text_come_back_too()
    {
        var exact = new ExactCommand("printf '\\000\\377\\376'");
        exact.Output.Feed(Terminal(await RunAsync(exact.Line)));
        Assert.Equal([0x00, 0xFF, 0xFE], exact.Output.StandardOutput);
    }

    [Fact]
    public async Task Pieces_may_come_letter_by_letter()
    {
        var exact = new ExactCommand("echo one; echo two >&2");
        var (output, error) = (new List<byte>(), new List<byte>());
        foreach (var letter in Terminal(await RunAsync(exact.Line)))
        {
            var (written, failed) = exact.Output.Feed(letter.ToString());
            output.AddRange(written);
            error.AddRange(failed);
        }

        Assert.Equal(("one\n", "two\n"), (Encoding.UTF8.GetString([.. output]), Encoding.UTF8.GetString([.. error])));
    }

    [Fact]
    public async Task A_live_command_shows_its_first_line_before_it_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory();
        // The command waits for a file that appears only after its first line has been seen.
        var exact = new ExactCommand("echo first; until [ -e go ]; do sleep 0.05; done; echo second", live: true);
        using var shell = Start(exact.Line, folder.FullName);
        var buffer = new char[4096];
        while (exact.Output.StandardOutput.Length == 0)
        {
            exact.Output.Feed(new string(
                buffer, 0, await shell.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken)));
        }

        Assert.Equal("first\n", Encoding.UTF8.GetString(exact.Output.StandardOutput));
        Assert.Null(exact.Output.ExitCode);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "go"), "", TestContext.Current.CancellationToken);
        exact.Output.Feed(await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("first\nsecond\n", Encoding.UTF8.GetString(exact.Output.StandardOutput));
        Assert.Equal(0, exact.Output.ExitCode);
        folder.Delete(true);
    }

    [Fact]
    public async Task A_long_command_travels_as_a_file_that_is_gone_when_it_runs()
    {
        var folder = Directory.CreateTempSubdirectory();
        var command = "ls -A; # " + new string('x', 200_000) + "\necho $?";
        var exact = new ExactCommand(command);
        Assert.True(exact.Line.Length < 2_000);
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, exact.Script.FileName!), command, TestContext.Current.CancellationToken);
        using var shell = Start(exact.Line, folder.FullName);
        exact.Output.Feed(await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("0\n", Encoding.UTF8.GetString(exact.Output.StandardOutput));
        Assert.Empty(folder.EnumerateFileSystemInfos());
        folder.Delete(true);
    }

    [Theory]
    [InlineData(44_000, false)]
    [InlineData(44_001, true)]
    public void No_line_has_more_than_60000_characters(int length, bool asFile)
    {
        var exact = new ExactCommand(new string('x', length), live: true);
        Assert.Equal(asFile, exact.Script.FileName is not null);
        Assert.True(exact.Line.Length <= 60_000, $"{exact.Line.Length}");
    }

    [Fact]
    public void A_null_character_is_refused() =>
        Assert.Contains(
            "null character",
            Assert.Throws<AgentCoreException>(() => new ExactCommand("echo \0")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void More_output_than_was_sent_is_told()
    {
        var output = new ExactOutput("ACmark");
        output.Feed("ACmarko:YWI=; ACmarkx:0,3,0;");
        Assert.True(output.IsTruncated);
        Assert.Equal("ab", Encoding.UTF8.GetString(output.StandardOutput));
    }

    [Theory]
    [InlineData(6, "€")]
    [InlineData(5, "€\uFFFD")]
    public void A_character_is_left_off_only_where_it_was_cut_through(int written, string text)
    {
        var output = new ExactOutput("ACmark");
        var piece = Convert.ToBase64String([.. "€"u8, .. "€"u8[..2]]);
        output.Feed($"ACmarko:{piece}; ACmarke:{piece}; ACmarkx:0,{written},{written};");
        Assert.Equal((text, text, written == 6), (output.OutputText, output.ErrorText, output.IsTruncated));
    }

    [Fact]
    public void A_tool_that_failed_gives_what_it_said()
    {
        var results = new ResultCollector();
        results.Add(new Wire.CodeInterpreterResult
        {
            Content = [new() { Type = "text", Text = "no shell" }],
            IsError = true,
        }.ToEvent());
        var result = new ExactCommand("true").ToResult(results, new("S1", "aws.codeinterpreter.v1"));
        Assert.True(result.IsError);
        Assert.Equal("no shell", result.Output);
        Assert.Null(result.StandardOutputBytes);
    }

    [Fact]
    public void An_answer_without_the_marks_is_an_error_even_if_the_tool_is_content()
    {
        var results = new ResultCollector();
        results.Add(new Wire.CodeInterpreterResult
        {
            StructuredContent = new() { Stdout = "something else", ExitCode = 0 },
            IsError = false,
        }.ToEvent());
        Assert.True(new ExactCommand("true").ToResult(results, new("S1", "aws.codeinterpreter.v1")).IsError);
    }

    // CRLF line ends, the command echoed, and long lines broken.
    private static string Terminal((string Line, string Printed) shown) =>
        $"$ {shown.Line}\r\n" + string.Join(
            "\r\n",
            shown.Printed.Replace("\n", "\r\n", StringComparison.Ordinal).Chunk(80).Select(line => new string(line)));

    private static Process Start(string line, string? folder, string shell = "bash")
    {
        var start = new ProcessStartInfo(shell)
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(line);
        return Process.Start(start)!;
    }

    private static async Task<(string Line, string Printed)> RunAsync(string line, string shell = "bash")
    {
        using var process = Start(line, null, shell);
        return (line, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}

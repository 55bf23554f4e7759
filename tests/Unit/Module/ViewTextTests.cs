extern alias Module;
using Module::AgentCore;
using Xunit;

namespace AgentCore.Tests.Module;

public sealed class ViewTextTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59, "59s")]
    [InlineData(60, "1m")]
    [InlineData(3599, "59m")]
    [InlineData(3600, "1h")]
    [InlineData(11100, "3h 5m")]
    [InlineData(86400, "1d")]
    [InlineData(187200, "2d 4h")]
    [InlineData(-90, "-1m")]
    public void A_duration_has_its_largest_units(int seconds, string text)
        => Assert.Equal(text, ViewText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("READY", 600, "in 9m")]
    [InlineData("READY", 60, "")]
    [InlineData("TERMINATED", 600, "")]
    [InlineData("READY", null, "")]
    public void An_expiry_is_told_of_a_session_that_runs(string status, int? timeToLive, string text)
    {
        var now = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local);
        var session = new BrowserSession("S1", "aws.browser.v1")
        {
            Status = status,
            CreatedAt = now.AddSeconds(-60),
            SessionTimeoutSeconds = timeToLive,
        };
        Assert.Equal(text, ViewText.Expiry(session, now));
    }

    [Theory]
    [InlineData(711.4, "711 ms")]
    [InlineData(4200, "4.2 s")]
    [InlineData(180_000, "3m")]
    public void A_runtime_is_told_as_exactly_as_it_matters(double milliseconds, string text)
        => Assert.Equal(text, ViewText.Runtime(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(67, "67 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(2097152, "2.0 MB")]
    public void A_size_has_its_unit(long bytes, string text) => Assert.Equal(text, ViewText.Size(bytes));

    [Theory]
    [InlineData("a\n b\n", "", 0, "a\n b")]
    [InlineData("", "warned\n", 0, "warned")]
    [InlineData("a\n", "warned\n", 0, "a")]
    [InlineData("", "", 0, "(no output)")]
    [InlineData("a\n", "Traceback\nValueError: no\n\n", 1, "a\nFailed with exit code 1: ValueError: no")]
    [InlineData("", "", null, "Failed")]
    public void A_result_is_shown_by_what_was_printed(string output, string error, int? exitCode, string text)
        => Assert.Equal(text, ViewText.Result(new CodeInterpreterResult(new("S1", "aws.codeinterpreter.v1"))
        {
            StandardOutput = output,
            StandardError = error,
            ExitCode = exitCode,
            IsError = exitCode is not 0,
        }));

    [Fact]
    public void The_text_of_a_tool_that_failed_is_shown_once()
        => Assert.Equal("No such file\nFailed", ViewText.Result(new CodeInterpreterResult(new("S1", "aws.codeinterpreter.v1"))
        {
            Content = [new CodeInterpreterContent("text") { Text = "No such file" }],
            IsError = true,
        }));

    [Fact]
    public void A_task_is_shown_by_its_state_and_what_it_printed()
    {
        var session = new CodeInterpreterSession("S1", "aws.codeinterpreter.v1");
        Assert.Equal("T1", ViewText.Task(new CodeInterpreterTask("T1", session)));
        Assert.Equal("T1  working  make all…\nline 1\nline 2", ViewText.Task(new CodeInterpreterTask("T1", session)
        {
            Status = "working",
            Command = "make all\nmake install",
            StandardOutput = "line 1\nline 2\n",
        }));
        Assert.Equal("T1  failed  1.5 s\nFailed with exit code 2: no rule", ViewText.Task(new CodeInterpreterTask("T1", session)
        {
            Status = "failed",
            ExitCode = 2,
            ExecutionTime = TimeSpan.FromSeconds(1.5),
            StandardError = "make:\nno rule\n",
        }));
    }

    [Fact]
    public void A_text_is_shortened_to_one_line()
    {
        Assert.Equal("a…", ViewText.FirstLine("\na\r\nb\n"));
        Assert.Equal("a", ViewText.FirstLine("a\n"));
        Assert.Equal("", ViewText.FirstLine(null));
        Assert.Equal(60, ViewText.FirstLine(new string('x', 61)).Length);
    }
}

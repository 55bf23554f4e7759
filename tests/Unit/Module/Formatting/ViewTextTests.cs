using AgentCore;
using AgentCore.Formatting;
using Xunit;

namespace Tests.Module.Formatting;

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
    [InlineData(859_000, "9d 22h")]
    [InlineData(864_000, "10d")]
    [InlineData(31_535_999, "364d")]
    [InlineData(31_536_000, "1y")]
    [InlineData(44_366_400, "1y 148d")]
    [InlineData(-90, "-1m")]
    public void A_duration_has_its_largest_units(int seconds, string text) =>
        Assert.Equal(text, ViewText.Duration(TimeSpan.FromSeconds(seconds)));

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
    public void A_runtime_is_told_as_exactly_as_it_matters(double milliseconds, string text) =>
        Assert.Equal(text, ViewText.Runtime(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(67, "67 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(2097152, "2.0 MB")]
    public void A_size_has_its_unit(long bytes, string text) => Assert.Equal(text, ViewText.Size(bytes));

    [Theory]
    [InlineData("a\n b\n", "", 0, "a\n b")]
    [InlineData("", "warned\n", 0, "warned")]
    [InlineData("a\n", "warned\n", 0, "a\nwarned")]
    [InlineData("", "", 0, "(no output)")]
    [InlineData("a\n", "Traceback\nValueError: no\n\n", 1, "a\nFailed with exit code 1: ValueError: no")]
    [InlineData("", "", null, "Failed")]
    public void A_result_is_shown_by_what_was_printed(string output, string error, int? exitCode, string text) =>
        Assert.Equal(text, ViewText.Result(new CodeInterpreterResult(new("S1", "aws.codeinterpreter.v1"))
        {
            StandardOutput = output,
            StandardError = error,
            ExitCode = exitCode,
            IsError = exitCode is not 0,
        }));

    [Theory]
    [InlineData(
        "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nValueError: line one\nline two\n",
        "ValueError: line one\nline two")]
    [InlineData(
        "Traceback (most recent call last):\n  File \"a.py\"\nKeyError: 1\n\nDuring handling of the above exception, "
            + "another exception occurred:\n\nTraceback (most recent call last):\n  File \"a.py\"\n__main__.Boom: x\n",
        "__main__.Boom: x")]
    [InlineData(
        "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nKeyboardInterrupt\n",
        "KeyboardInterrupt")]
    [InlineData(
        "---\nValueError           Traceback (most recent call last)\nCell In[1], line 1\n----> 1 "
            + "raise\n\n\u001b[0;31mValueError\u001b[0m: a\nb\n",
        "ValueError: a\nb")]
    [InlineData(
        "  File \"<stdin>\", line 1\n    a b\n    ^^^\nSyntaxError: invalid syntax\n", "SyntaxError: invalid syntax")]
    [InlineData(
        "[eval]:1\nthrow new Error(1)\n^\n\nError: 1\n    at [eval]:1:7\n    at node:vm:117:12\n\nNode.js v20.20.2\n",
        "Error: 1")]
    [InlineData(
        "a.js:1\n\nTypeError [ERR_X]: one\ntwo\n    at a.js:1:7 {\n  code: 'ERR_X'\n}\n\nNode.js v20.20.2\n",
        "TypeError [ERR_X]: one\ntwo")]
    [InlineData(
        "[eval]:1\nthrow 5\n^\n5\n(Use `node --trace-uncaught ...` to show where the exception was "
            + "thrown)\n\nNode.js v20.20.2\n",
        "5")]
    [InlineData(
        "error: Uncaught (in promise) Error: boom\nthrow new Error(\"boom\")\n      ^\n    at file:///home/a.js:1:7\n",
        "error: Uncaught (in promise) Error: boom")]
    [InlineData(
        "Check file:///a.ts\nerror: TS2322 [ERROR]: Type 'string' is no number.\nlet x: number = 'a';\n    ~\n    at "
            + "file:///a.ts:1:5\n",
        "error: TS2322 [ERROR]: Type 'string' is no number.")]
    [InlineData("warning\r\nbash: line 1: nope: command not found\r\n\n", "bash: line 1: nope: command not found")]
    [InlineData("\n", "")]
    public void The_reason_of_a_failure_is_the_exception_without_its_stack(string error, string reason)
    {
        Assert.Equal(reason, FailureReason.Of(error));
        Assert.Equal(
            reason.Length > 0 ? $"Failed: {reason}" : "Failed", ViewText.Result(new(new("S1", "aws.codeinterpreter.v1"))
            {
                StandardError = error,
                IsError = true,
            }));
    }

    [Fact]
    public void The_message_of_an_exception_has_twenty_lines_at_most() =>
        Assert.Equal(20, FailureReason.Of("ValueError: 0" + string.Concat(
            Enumerable.Range(1, 99).Select(number => $"\n{number}"))).Split('\n').Length);

    [Fact]
    public void Of_a_line_that_is_too_long_to_show_the_start_and_the_end_are_shown()
    {
        var line = "a" + string.Concat(Enumerable.Repeat("😀", 500_000)) + "z";
        var result = new CodeInterpreterResult(
            new("S1", "aws.codeinterpreter.v1"))
        { StandardOutput = $"before\n{line}\nafter\n" };
        var lines = ViewText.Result(result).Split('\n');
        Assert.Equal("before", lines[0]);
        Assert.Equal(line.Substring(0, 7_999), lines[1]);
        Assert.Equal(
            "… (991,002 characters of this line are not shown; the object's properties have all of them)", lines[2]);
        Assert.Equal(line.Substring(999_001), lines[3]);
        Assert.Equal("after", lines[4]);
        var whole = new string('x', 10_000);
        Assert.Equal($"T1\n{whole}", ViewText.Task(
            new CodeInterpreterTask("T1", new("S1", "aws.codeinterpreter.v1")) { StandardOutput = whole }));
        Assert.Contains("2,000 characters", ViewText.Task(new CodeInterpreterTask(
            "T1", new("S1", "aws.codeinterpreter.v1"))
        { StandardOutput = whole + "x" + new string('y', 999) }));
    }

    [Fact]
    public void The_text_of_a_tool_that_failed_is_shown_once() =>
        Assert.Equal(
            "No such file\nFailed", ViewText.Result(new CodeInterpreterResult(new("S1", "aws.codeinterpreter.v1"))
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
        Assert.Equal(
            "T1  failed  1.5 s\nFailed with exit code 2: no rule", ViewText.Task(new CodeInterpreterTask("T1", session)
            {
                Status = "failed",
                ExitCode = 2,
                ExecutionTime = TimeSpan.FromSeconds(1.5),
                StandardError = "make:\nno rule\n",
            }));
        Assert.Equal("T1  completed\nmade\nwarned", ViewText.Task(new CodeInterpreterTask("T1", session)
        {
            Status = "completed",
            ExitCode = 0,
            StandardOutput = "made\n",
            StandardError = "warned\n",
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

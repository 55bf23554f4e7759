using System.Text;
using System.Text.Json;
using AgentCore;
using AgentCore.Emulator.CodeInterpreter.Tools;
using AgentCore.Programs;
using AgentCore.Service;
using Xunit;
using Wire = Amazon.BedrockAgentCore.Model;

namespace Tests.Module.Programs;

public sealed class ProgramResultTests
{
    [Fact]
    public void Texts_of_several_events_add_up_and_the_last_word_counts()
    {
        var result = Collect(
            new() { StructuredContent = new() { Stdout = "a\n", Stderr = "x" } },
            new()
            {
                StructuredContent = new() { Stdout = "b", Stderr = "y", ExitCode = 0, ExecutionTime = 0.25 },
                IsError = false,
            });
        Assert.Equal("a\nb", result.StandardOutput);
        Assert.Equal("xy", result.StandardError);
        Assert.Equal(0, result.ExitCode);
        Assert.False(result.IsError);
        Assert.Equal(TimeSpan.FromMilliseconds(250), result.ExecutionTime);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("problem", true)]
    [InlineData("[The output was cut off: not by the emulator.]\nproblem\n", false)]
    [InlineData("see [The output was cut off: x.]\n", false)]
    public void What_the_emulator_says_of_output_that_it_cut_off_is_understood(string written, bool isCut)
    {
        var stderr = new StringBuilder(written);
        if (isCut)
        {
            CapturedText.AddNote(stderr, "The output was cut off: it is longer than 5 bytes.");
        }

        var result = Collect(
            new() { StructuredContent = new() { Stdout = "a" } },
            new() { StructuredContent = new() { Stderr = stderr.ToString() } });
        Assert.Equal(isCut, result.IsTruncated);
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, 0, true)]
    [InlineData(false, 3, true)]
    [InlineData(false, 0, false)]
    [InlineData(null, null, false)]
    public void A_tool_or_a_program_that_fails_is_an_error(bool? isError, int? exitCode, bool expected) =>
        Assert.Equal(
            expected,
            Collect(
                new Wire.CodeInterpreterResult { IsError = isError, StructuredContent = new() { ExitCode = exitCode } })
                .IsError);

    [Fact]
    public void A_failed_tool_with_text_only_says_it_in_the_output() =>
        Assert.Equal(
            "boom",
            Collect(
                new Wire.CodeInterpreterResult { IsError = true, Content = [new() { Type = "text", Text = "boom" }] })
                .Output);

    [Theory]
    [InlineData("42\n", "42")]
    [InlineData("42\r\n", "42")]
    [InlineData("42\n\n", "42\n")]
    [InlineData("42", "42")]
    public void The_output_has_no_last_line_end(string printed, string output) =>
        Assert.Equal(
            output, Collect(new Wire.CodeInterpreterResult { StructuredContent = new() { Stdout = printed } }).Output);

    [Fact]
    public void Pictures_are_found_and_unknown_blocks_kept()
    {
        var result = Collect(new Wire.CodeInterpreterResult
        {
            Content =
            [
                new() { Type = "image", MimeType = "image/png", Data = new MemoryStream([1, 2, 3]) },
                new() { Type = "resource", Resource = new() { Type = "blob", Uri = "file:///a", Blob = new([4]) } },
                new() { Type = "hologram", Text = "?" },
            ],
        });
        var image = Assert.Single(result.Images);
        Assert.Equal(("image/png", 3), (image.MimeType, image.Length));
        Assert.Equal(["image", "resource", "hologram"], result.Content.Select(block => block.Type));
        Assert.Equal([4], result.Content[1].Data!);
        Assert.Equal("file:///a", result.Content[1].Uri);
    }

    [Fact]
    public void The_events_are_kept_as_they_came()
    {
        var result = Collect(
            new() { Content = [new() { Type = "text", Text = "a" }], StructuredContent = new() { Stdout = "a" } },
            new()
            {
                StructuredContent = new()
                {
                    Stderr = "y",
                    ExitCode = 3,
                    ExecutionTime = 1.5,
                    TaskId = "T",
                    TaskStatus = "working",
                },
                IsError = true,
            });
        Assert.Equal(2, result.Events.Length);
        Assert.Equal(("a", null, null, null), (
            result.Events[0].StandardOutput,
            result.Events[0].StandardError,
            result.Events[0].ExitCode,
            result.Events[0].IsError));
        Assert.Equal("a", Assert.Single(result.Events[0].Content).Text);
        var last = result.Events[1];
        Assert.Equal((null, "y", 3, true, "T", "working"), (
            last.StandardOutput, last.StandardError, last.ExitCode, last.IsError, last.TaskId, last.TaskStatus));
        Assert.Equal(TimeSpan.FromSeconds(1.5), last.ExecutionTime);
    }

    [Fact]
    public void Structured_content_has_what_the_service_sent_under_its_names()
    {
        var result = Collect(new Wire.CodeInterpreterResult
        {
            StructuredContent = new()
            {
                Stdout = "a",
                Stderr = "",
                ExitCode = 3,
                ExecutionTime = -1,
                TaskStatus = "working",
                AdditionalMembers = new() { ["memory"] = JsonSerializer.SerializeToElement(7) },
            },
        });
        Assert.Equal(
            [
                ("taskStatus", "working"), ("stdout", "a"), ("stderr", ""), ("exitCode", 3),
                ("executionTime", -1.0), ("memory", (object)7L),
            ],
            Assert.Single(result.Events).Structured);
        Assert.Null(result.ExecutionTime);
    }

    [Fact]
    public void An_empty_answer_is_an_empty_result()
    {
        var result = Collect();
        Assert.Equal(("", false, "S1"), (result.Output, result.IsError, result.SessionId));
    }

    private static CodeInterpreterResult Collect(params Wire.CodeInterpreterResult[] events)
    {
        var results = new ResultCollector();
        foreach (var part in events)
        {
            results.Add(part.ToEvent());
        }

        return results.ToResult(new("S1", "aws.codeinterpreter.v1"));
    }
}

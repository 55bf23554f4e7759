using System.Runtime.CompilerServices;
using AgentCore;
using AgentCore.Programs;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Programs;

public sealed class StreamedLinesTests
{
    private readonly List<string> _shown = [];
    private int _writes;

    [Fact]
    public async Task Lines_that_come_together_are_written_together_and_warnings_stay_in_their_place()
    {
        var lines = Lines();
        await lines.TakeAsync([new("a\nb", ""), new("c\n", ""), new("d\n", ""), new("e\n", "careful\nx")]);
        Assert.Equal(["a", "bc", "d", "! careful", "e"], _shown);
        Assert.Equal(2, _writes);
        await lines.TakeAsync([new("", "y\n"), new("rest", "end")]);
        await lines.EndAsync(Result());
        Assert.Equal(["a", "bc", "d", "! careful", "e", "! xy", "! end", "rest"], _shown);
    }

    [Fact]
    public async Task What_the_tool_says_is_written_where_the_program_wrote_nothing()
    {
        var (lines, results) = (Lines(), new ResultCollector(keepsEvents: false));
        results.Add(Event("", "no such", "tool"));
        await lines.TakeAsync([new("", "")]);
        Assert.Empty(_shown);
        await lines.EndAsync(results.ToResult(Session));
        Assert.Equal(["no such", "tool"], _shown);
    }

    [Fact]
    public void Without_a_result_that_is_wanted_no_event_is_kept()
    {
        var results = new ResultCollector(keepsEvents: false);
        var events = Add(results, 100);
        GC.Collect();
        Assert.DoesNotContain(events, one => one.TryGetTarget(out _));
        var result = results.ToResult(Session);
        Assert.Empty(result.Events);
        Assert.Empty(result.Content);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void How_the_call_went_is_known_without_its_events()
    {
        var results = new ResultCollector(keepsEvents: false);
        results.Add(Event("a\n", "a"));
        results.Add(new CodeInterpreterEvent
        {
            StandardError = "b\n[The output was cut off: it is too long.]\n",
            ExitCode = 3,
            ExecutionTime = TimeSpan.FromSeconds(2),
            IsError = true,
        });
        results.Add(Event("c\n", "c"));
        var result = results.ToResult(Session);
        Assert.Equal((true, 3, true), (result.IsError, result.ExitCode, result.IsTruncated));
        Assert.Equal(TimeSpan.FromSeconds(2), result.ExecutionTime);
    }

    private static CodeInterpreterSession Session => new("S1", "aws.codeinterpreter.v1");

    // A method of its own, so that no local of the test keeps an event.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference<CodeInterpreterEvent>> Add(ResultCollector results, int count)
    {
        var added = new List<WeakReference<CodeInterpreterEvent>>();
        for (var number = 0; number < count; number++)
        {
            var one = Event($"{number}\n", $"{number}\n");
            results.Add(one);
            added.Add(new(one));
        }

        return added;
    }

    private static CodeInterpreterEvent Event(string output, params string[] texts) => new()
    {
        StandardOutput = output,
        Content = [.. texts.Select(text => new CodeInterpreterContent("text") { Text = text })],
    };

    private static CodeInterpreterResult Result() => new ResultCollector().ToResult(Session);

    private StreamedLines Lines() => new(
        lines =>
        {
            _writes++;
            _shown.AddRange(lines);
            return Task.CompletedTask;
        },
        warning => _shown.Add("! " + warning));
}

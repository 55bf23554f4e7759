using System.Text.Json.Nodes;
using AgentCore.Emulator.Core;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>Calls and tasks that take longer than they may.</summary>
public sealed class TimeoutTests(ShortTimeFixture emulator) : IClassFixture<ShortTimeFixture>
{
    [Fact]
    public void Call_may_take_a_quarter_of_an_hour_and_a_task_eight_hours() =>
        Assert.Equal(
            (TimeSpan.FromMinutes(15), TimeSpan.FromHours(8)),
            (new EmulatorOptions().InvokeTimeout, new EmulatorOptions().TaskTimeout));

    [Theory]
    [InlineData("executeCode", "code", "x = 5\nprint('before', flush=True)\nwhile True: pass")]
    [InlineData("executeCode", "code", "import time\nprint('before', flush=True)\ntry: time.sleep(99)\nexcept: pass")]
    [InlineData("executeCommand", "command", "echo before; sleep 985")]
    [InlineData("executeCommand", "command", "trap 'exit 0' INT; echo before; while :; do sleep 0.1; done")]
    public async Task Program_is_ended_in_time_with_an_error_and_the_session_goes_on(
        string tool, string argument, string program)
    {
        var session = await emulator.StartSessionAsync();

        var outcome = await emulator.InvokeAsync(session, tool, new JsonObject { [argument] = program });

        Assert.Single(outcome.Messages);
        Assert.True(outcome.IsError);
        Assert.StartsWith("before", outcome.Text);
        Assert.Contains("at most 2 seconds", outcome.Text);
        Assert.Equal("42", (await emulator.PythonAsync(session, "print(42)")).Stdout);
        Assert.Equal("0", (await emulator.CommandAsync(session, "ps ax | grep -c '[s]leep 985' || true")).Stdout);
    }

    [Fact]
    public async Task Task_is_ended_in_time_as_failed()
    {
        var session = await emulator.StartSessionAsync();
        var started = await emulator.InvokeAsync(
            session, "startCommandExecution", new JsonObject { ["command"] = "echo begun; sleep 985" });
        var id = started.Last.GetProperty("structuredContent").GetProperty("taskId").GetString();

        string? status;
        string? errors;
        do
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            var now = await emulator.InvokeAsync(session, "getTask", new JsonObject { ["taskId"] = id });
            status = now.Last.GetProperty("structuredContent").GetProperty("taskStatus").GetString();
            errors = now.Stderr;
        }
        while (status == "working");

        Assert.Equal("failed", status);
        Assert.Contains("at most 3 seconds", errors);
    }
}

/// <summary>An emulator that ends calls and tasks soon.</summary>
public sealed class ShortTimeFixture : InterpreterFixture
{
    /// <inheritdoc/>
    protected override EmulatorOptions Options { get; } = new()
    {
        IsQuiet = true,
        InvokeTimeout = TimeSpan.FromSeconds(2),
        TaskTimeout = TimeSpan.FromSeconds(3),
    };
}

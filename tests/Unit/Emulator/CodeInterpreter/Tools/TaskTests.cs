using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Doctor;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>startCommandExecution, getTask and stopTask.</summary>
public sealed class TaskTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    [Fact]
    public async Task Task_outlives_calls_and_keeps_its_two_streams_apart()
    {
        var session = await emulator.StartSessionAsync();
        var task =
            await StartAsync(session, "echo begun; echo problem >&2; until test -e go; do sleep 0.05; done; echo done");

        await emulator.CommandAsync(session, "until pgrep -f 'until test' > /dev/null; do sleep 0.05; done");
        await emulator.PythonAsync(session, "1");
        Assert.Equal("working", Text(await GetAsync(session, task), "taskStatus"));
        await emulator.CommandAsync(session, "touch go");
        var ended = await EndOfAsync(session, task);

        Assert.Equal("completed", Text(ended, "taskStatus"));
        Assert.Equal(("begun\ndone", "problem\n"), (Text(ended, "stdout"), Text(ended, "stderr")));
        Assert.Equal(0, ended.GetProperty("exitCode").GetInt32());
        Assert.True(ended.GetProperty("executionTime").GetDouble() > 0);
    }

    [Fact]
    public async Task Failed_task_tells_its_exit_code()
    {
        var session = await emulator.StartSessionAsync();

        var ended = await EndOfAsync(session, await StartAsync(session, "ls /nope"));

        Assert.Equal(("failed", ""), (Text(ended, "taskStatus"), Text(ended, "stdout")));
        Assert.Equal(2, ended.GetProperty("exitCode").GetInt32());
        Assert.Contains("/nope", Text(ended, "stderr"));
    }

    [Fact]
    public async Task Longer_output_than_the_limit_is_cut_off_after_a_whole_character_and_says_so()
    {
        var session = await emulator.StartSessionAsync();

        var ended = await EndOfAsync(
            session, await StartAsync(session, "echo problem >&2; python3 -c 'print(\"€\" * 4_000_000)'"));

        Assert.Equal("completed", Text(ended, "taskStatus"));
        Assert.Equal(new string('€', (10_000_000 - 8) / 3), Text(ended, "stdout"));
        Assert.Matches(@"\Aproblem\n\[The output was cut off: [^\n]*10000000 bytes[^\n]*\]\n\z", Text(ended, "stderr"));
    }

    [Fact]
    public async Task Stopped_task_ends_with_all_it_started()
    {
        var session = await emulator.StartSessionAsync();
        var task = await StartAsync(session, "trap '' INT; setsid sleep 983 & sleep 983");

        var stopped = await InvokeAsync(session, "stopTask", task);

        Assert.Equal((task, "canceled"), (Text(stopped, "taskId"), Text(stopped, "taskStatus")));
        Assert.Equal("canceled", Text(await GetAsync(session, task), "taskStatus"));
        Assert.Equal("canceled", Text(await InvokeAsync(session, "stopTask", task), "taskStatus"));
        Assert.Equal("0", (await emulator.CommandAsync(session, "ps ax | grep -c '[s]leep 983' || true")).Stdout);
    }

    [Fact]
    public async Task Task_of_another_session_is_not_found()
    {
        var task = await StartAsync(await emulator.StartSessionAsync(), "true");
        var other = await emulator.StartSessionAsync();

        var message = Assert.Single(
            (await emulator.InvokeAsync(other, "getTask", new JsonObject { ["taskId"] = task })).Messages);
        Assert.Equal(("exception", "resourceNotFoundException"), (message.Kind, message.Name));
        Assert.Contains(task, Text(message.Payload, "message"));
        Assert.Equal(
            "ValidationException",
            (await Assert.ThrowsAsync<CallFailedException>(
                () => emulator.InvokeAsync(other, "stopTask", new JsonObject()))).Code);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<string> StartAsync(string session, string command)
    {
        var started =
            await emulator.InvokeAsync(session, "startCommandExecution", new JsonObject { ["command"] = command });
        var structured = started.Last.GetProperty("structuredContent");
        Assert.Equal("submitted", Text(structured, "taskStatus"));
        return Text(structured, "taskId")!;
    }

    private Task<JsonElement> GetAsync(string session, string task) => InvokeAsync(session, "getTask", task);

    private async Task<JsonElement> EndOfAsync(string session, string task)
    {
        JsonElement now;
        do
        {
            now = await GetAsync(session, task);
        }
        while (Text(now, "taskStatus") == "working");
        return now;
    }

    private async Task<JsonElement> InvokeAsync(string session, string tool, string task) =>
        (await emulator.InvokeAsync(session, tool, new JsonObject { ["taskId"] = task })).Last.GetProperty(
            "structuredContent");
}

using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Doctor;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Session;

/// <summary>The life of code interpreter sessions.</summary>
public sealed class CodeInterpreterSessionTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    private const string Sessions = "/code-interpreters/aws.codeinterpreter.v1/sessions";

    [Fact]
    public async Task Session_tells_what_it_was_started_with()
    {
        var started = await emulator.CallAsync("PUT", $"{Sessions}/start", new JsonObject { ["name"] = "etl" });
        var id = started.GetProperty("sessionId").GetString()!;

        var session = await emulator.CallAsync("GET", $"{Sessions}/get?sessionId={id}");

        Assert.Matches("^[0-9A-Z]{26}$", id);
        Assert.Equal("etl", session.GetProperty("name").GetString());
        Assert.Equal(900, session.GetProperty("sessionTimeoutSeconds").GetInt32());
        Assert.Equal("READY", session.GetProperty("status").GetString());
        Assert.Equal("aws.codeinterpreter.v1", session.GetProperty("codeInterpreterIdentifier").GetString());
        Assert.Equal(started.GetProperty("createdAt").GetString(), session.GetProperty("createdAt").GetString());
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task Many_sessions_are_listed_page_by_page_and_stopped()
    {
        await using var fresh = new InterpreterFixture();
        await fresh.InitializeAsync();
        for (var i = 0; i < 25; i++)
        {
            await fresh.StartSessionAsync();
        }

        var pages = new List<JsonElement>();
        string? token = null;
        do
        {
            var body = new JsonObject { ["status"] = "READY" };
            if (token is not null)
            {
                body["nextToken"] = token;
            }

            pages.Add(await fresh.CallAsync("POST", $"{Sessions}/list", body));
            token = pages[^1].TryGetProperty("nextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal([10, 10, 5], pages.Select(page => page.GetProperty("items").GetArrayLength()));
        foreach (var item in pages.SelectMany(page => page.GetProperty("items").EnumerateArray()))
        {
            await fresh.StopSessionAsync(item.GetProperty("sessionId").GetString()!);
        }

        var left = await fresh.CallAsync("POST", $"{Sessions}/list", new JsonObject { ["status"] = "READY" });
        Assert.Equal(0, left.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Call_without_a_session_starts_one_that_stays()
    {
        var first = await emulator.PythonAsync(null, "x = 6");
        var session = emulator.LastSessionId!;

        Assert.False(first.IsError);
        Assert.Equal("READY", await emulator.StatusAsync(session));
        Assert.Equal("6", (await emulator.PythonAsync(session, "x")).Stdout);
    }

    [Fact]
    public async Task Stopping_ends_the_running_code_with_an_error_in_the_stream()
    {
        var session = await emulator.StartSessionAsync();
        var call = Task.Run(async () =>
        {
            var messages = new List<StreamMessage>();
            await foreach (var message in emulator.StreamAsync(
                session, "executeCode", new JsonObject { ["code"] = "open('on', 'w').close()\nwhile True: pass" }))
            {
                messages.Add(message);
            }

            return messages;
        }, TestContext.Current.CancellationToken);
        await emulator.WaitForFileAsync(session, "on");
        await emulator.StopSessionAsync(session);
        var error = Assert.Single(await call);

        Assert.Equal("resourceNotFoundException", error.Name);
        Assert.Equal(
            $"The code interpreter session {session} has ended: it was stopped.",
            error.Payload.GetProperty("message").GetString());
        Assert.Equal("TERMINATED", await emulator.StatusAsync(session));
    }

    [Theory]
    [InlineData("executeCommand", """{"command":"sleep 984"}""")]
    [InlineData("executeCode", """{"code":"while True: pass"}""")]
    public async Task End_of_the_time_to_live_ends_what_runs(string tool, string arguments)
    {
        var session = await emulator.StartSessionAsync(timeoutSeconds: 4);
        var messages = new List<StreamMessage>();
        await foreach (var message in emulator.StreamAsync(session, tool, JsonNode.Parse(arguments)!))
        {
            messages.Add(message);
        }

        var error = Assert.Single(messages);
        Assert.Equal(("exception", "resourceNotFoundException"), (error.Kind, error.Name));
        Assert.Contains("its time to live is over", error.Payload.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Ended_and_unknown_sessions_are_not_found()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.StopSessionAsync(session);
        await emulator.StopSessionAsync(session);

        var ended = await Assert.ThrowsAsync<CallFailedException>(() => emulator.PythonAsync(session, "1"));
        Assert.Equal("ResourceNotFoundException", ended.Code);
        Assert.Contains("has ended: it was stopped", ended.Message);
        var unknown = await Assert.ThrowsAsync<CallFailedException>(() => emulator.PythonAsync("01UNKNOWN", "1"));
        Assert.Equal("ResourceNotFoundException", unknown.Code);
        Assert.Contains("01UNKNOWN", unknown.Message);
    }

    [Theory]
    [InlineData("other_one-0123456789", "ResourceNotFoundException")]
    [InlineData("not an id", "ValidationException")]
    [InlineData("arn:aws:bedrock-agentcore:us-east-1:aws:code-interpreter/aws.codeinterpreter.v1", null)]
    public async Task Identifier_is_an_id_or_an_arn(string identifier, string? error)
    {
        var path = $"/code-interpreters/{Uri.EscapeDataString(identifier)}/sessions/start";
        if (error is null)
        {
            var started = await emulator.CallAsync("PUT", path, new JsonObject());
            Assert.Equal("aws.codeinterpreter.v1", started.GetProperty("codeInterpreterIdentifier").GetString());
        }
        else
        {
            Assert.Equal(
                error,
                (await Assert.ThrowsAsync<CallFailedException>(
                    () => emulator.CallAsync("PUT", path, new JsonObject()))).Code);
        }
    }
}

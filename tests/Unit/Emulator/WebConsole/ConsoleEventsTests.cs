using System.Text.Json.Nodes;
using AgentCore.Emulator;
using Xunit;

namespace Tests.Emulator.WebConsole;

/// <summary>What an open console learns without asking.</summary>
public sealed class ConsoleEventsTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_and_calls_are_told_as_they_come_but_not_the_consoles_own()
    {
        using var browser = await ConsoleBrowser.OpenAsync(emulator.Host.Url, emulator.Host.CreateConsoleUrl());
        using var response = await browser.GetAsync("/console/events");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));
        Assert.NotNull((await NextAsync(events, "hello"))["now"]);
        Assert.Equal("aws.browser.v1", (string?)(await NextAsync(events, "state"))["browsers"]![0]!["id"]);

        var started = await emulator.Client.SendAsync(
            "PUT",
            "/code-interpreters/aws.codeinterpreter.v1/sessions/start",
            new JsonObject { ["name"] = "<b>sums</b>", ["sessionTimeoutSeconds"] = 600 });
        var id = started.Text("sessionId");

        // The page looks each second: it may show the session before its call has ended, or after that.
        JsonNode? call = null, session = null;
        while (call is null || session is null)
        {
            var (name, data) = await NextAsync(events);
            call ??= name == "call" && (string?)data["operation"] == "StartCodeInterpreterSession" ? data : null;
            session ??= name == "state" ? RowOf(data, id) : null;
        }

        Assert.Equal((200, emulator.Host.AccessKey), ((int)call["status"]!, (string?)call["caller"]));
        Assert.Equal(("code", "<b>sums</b>"), ((string?)session["tool"], (string?)session["name"]));
        Assert.Equal(
            TimeSpan.FromSeconds(600),
            (DateTimeOffset)session["endsAt"]! - (DateTimeOffset)session["createdAt"]!);

        using var stopped = await browser.PostAsync(
            $"/console/sessions/{id}/stop", "{}", ("Origin", emulator.Host.Url));
        Assert.Equal(200, (int)stopped.StatusCode);
        while (session is not null)
        {
            session = RowOf(await NextAsync(events, "state"), id);
        }
    }

    [Fact]
    public async Task A_page_that_connects_again_gets_the_calls_that_it_has_missed()
    {
        using var browser = await ConsoleBrowser.OpenAsync(emulator.Host.Url, emulator.Host.CreateConsoleUrl());
        foreach (var name in new[] { "one", "two" })
        {
            await emulator.Client.SendAsync("GET", $"/browsers/{name}-0123456789");
        }

        using var all = await browser.GetAsync("/console/events");
        using var events = new StreamReader(await all.Content.ReadAsStreamAsync(Stop));
        string? id = null;
        for (var name = ""; name != "one-0123456789";)
        {
            id = await NextIdAsync(events);
            name = (string?)(await NextAsync(events, "call"))["resourceId"];
        }

        using var rest = await browser.GetAsync("/console/events", ("Last-Event-ID", id!));
        using var missed = new StreamReader(await rest.Content.ReadAsStreamAsync(Stop));
        Assert.Equal("two-0123456789", (string?)(await NextAsync(missed, "call"))["resourceId"]);
    }

    [Fact]
    public async Task The_end_of_the_emulator_is_told_and_does_not_wait_for_the_page()
    {
        await using var host = await EmulatorHost.StartAsync(new() { IsQuiet = true }, Stop);
        using var browser = await ConsoleBrowser.OpenAsync(host.Url, host.CreateConsoleUrl());
        using var response = await browser.GetAsync("/console/events");
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));
        await NextAsync(events, "state");
        var ending = host.DisposeAsync();
        await NextAsync(events, "end");
        await ending.AsTask().WaitAsync(TimeSpan.FromSeconds(4), Stop);
    }

    [Theory]
    [InlineData("python", "print(6 * 7)", "42")]
    [InlineData("shell", "echo $((6 * 7))", "42")]
    public async Task A_cell_runs_code_in_a_new_session_and_in_that_again(string language, string code, string printed)
    {
        using var browser = await ConsoleBrowser.OpenAsync(emulator.Host.Url, emulator.Host.CreateConsoleUrl());
        var first = await RunAsync(browser, new() { ["language"] = language, ["code"] = code });
        Assert.Equal((printed, 0), (((string)first["stdout"]!).TrimEnd(), (int)first["exitCode"]!));
        var second = await RunAsync(browser, new()
        {
            ["sessionId"] = (string?)first["sessionId"],
            ["language"] = "python",
            ["code"] = "1 / 0",
        });
        Assert.Equal((string?)first["sessionId"], (string?)second["sessionId"]);
        Assert.True((bool)second["isError"]!);
        Assert.Contains("ZeroDivisionError", (string)second["stderr"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"language":"cobol","code":"x"}""", 400)]
    [InlineData("""{"language":"python"}""", 400)]
    [InlineData("""{"sessionId":"01JABCDEFGHJKMNPQRSTVWXYZ0","language":"python","code":"x"}""", 404)]
    [InlineData("""[]""", 400)]
    public async Task A_cell_that_cannot_run_says_why(string json, int status)
    {
        using var browser = await ConsoleBrowser.OpenAsync(emulator.Host.Url, emulator.Host.CreateConsoleUrl());
        using var response = await browser.PostAsync("/console/run", json, ("Origin", emulator.Host.Url));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotNull((string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["message"]);
    }

    private async Task<JsonNode> RunAsync(ConsoleBrowser browser, JsonObject request)
    {
        using var response = await browser.PostAsync(
            "/console/run", request.ToJsonString(), ("Origin", emulator.Host.Url));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!;
    }

    private static JsonNode? RowOf(JsonNode state, string? session) =>
        state["sessions"]!.AsArray().SingleOrDefault(row => (string?)row!["id"] == session);

    // The data of the next event of a name; others are passed over.
    private static async Task<JsonNode> NextAsync(StreamReader events, string name)
    {
        while (true)
        {
            if (await NextAsync(events) is var (next, data) && next == name)
            {
                return data;
            }
        }
    }

    private static async Task<(string Name, JsonNode Data)> NextAsync(StreamReader events)
    {
        const string Start = "event: ";
        while (await events.ReadLineAsync(Stop) is { } line)
        {
            if (line.StartsWith(Start, StringComparison.Ordinal))
            {
                return (line[Start.Length..], JsonNode.Parse((await events.ReadLineAsync(Stop))!["data: ".Length..])!);
            }
        }

        throw new InvalidOperationException("The events have ended.");
    }

    private static async Task<string> NextIdAsync(StreamReader events)
    {
        while (await events.ReadLineAsync(Stop) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                return line["id: ".Length..];
            }
        }

        throw new InvalidOperationException("The events ended without an id.");
    }
}

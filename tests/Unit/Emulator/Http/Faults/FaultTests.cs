using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using Tests.Emulator.Browser;
using Xunit;

namespace Tests.Emulator.Http.Faults;

/// <summary>What callers see of faults on demand, on the wire, and the operations that set them.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Faults = "/emulator/faults";
    private const string Interpreter = "/code-interpreters/aws.codeinterpreter.v1";
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private EmulatorHost? _host;

    private EmulatorClient Client => new(_host!);

    public async ValueTask InitializeAsync() => _host = await EmulatorHost.StartAsync(
        new() { Faults = ["ListBrowserProfiles:throttle:1"], IsQuiet = true }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _host!.DisposeAsync();

    [Fact]
    public async Task An_error_has_the_shape_of_the_service_and_the_counts_are_seen()
    {
        var throttled = await Client.SendAsync("POST", "/browser-profiles");
        Assert.Equal((429, "ThrottlingException"), (throttled.Status, throttled.ErrorType));
        Assert.Contains("fault on demand", throttled.Text("message")!, StringComparison.Ordinal);
        Assert.Equal(200, (await Client.SendAsync("POST", "/browser-profiles")).Status);

        await SetAsync("""{"operation":"ListBrowsers","fault":"error","errorCode":"Validation","count":2}""");
        await SetAsync("""{"operation":"*","fault":"error","count":1}""");
        var invalid = await Client.SendAsync("POST", "/browsers");
        Assert.Equal((400, "ValidationException"), (invalid.Status, invalid.ErrorType));
        Assert.Equal("FieldValidationFailed", invalid.Text("reason"));
        Assert.Equal((500, "InternalServerException"), await CallAsync("POST", "/code-interpreters"));
        Assert.Equal(200, (await Client.SendAsync("POST", "/code-interpreters")).Status);

        // A request whose signature does not verify uses nothing up.
        var stranger = new EmulatorClient(_host!.Url, _host.AccessKey, "wrong");
        Assert.Equal(403, (await stranger.SendAsync("POST", "/browsers")).Status);
        Assert.Equal(403, (await stranger.SendAsync("GET", Faults)).Status);

        var listed = await Client.SendAsync("GET", Faults);
        Assert.Equal(
            [
                """{"operation":"ListBrowserProfiles","fault":"throttle","hits":1,"count":1,"remaining":0}""",
                """{"operation":"ListBrowsers","fault":"error","hits":1,"errorCode":"ValidationException","""
                    + "\"count\":2,\"remaining\":1}",
                """{"operation":"*","fault":"error","hits":1,"errorCode":"InternalServerException","""
                    + "\"count\":1,\"remaining\":0}",
            ],
            listed.Body["faults"]!.AsArray().Select(fault => fault!.ToJsonString()));
        var target = listed.Body["operations"]!.AsArray().Single(one => (string?)one!["name"] == "InvokeBrowser")!;
        Assert.Equal(
            ["throttle", "error", "delay", "cut", "crash"], target["faults"]!.AsArray().Select(one => (string?)one));

        var removed = await Client.SendAsync(
            "DELETE", Faults, new JsonObject { ["operation"] = "ListBrowsers", ["fault"] = "error" });
        Assert.Single(removed.Body["faults"]!.AsArray());
        Assert.Equal(200, (await Client.SendAsync("POST", "/browsers")).Status);
        Assert.Equal(2, (await Client.SendAsync("DELETE", Faults)).Body["faults"]!.AsArray().Count);
        Assert.Empty((await Client.SendAsync("GET", Faults)).Body["faults"]!.AsArray());
    }

    [Theory]
    [InlineData("{}", "'' is not a fault.")]
    [InlineData("""{"operation":"ListBrowsers"}""", "'' is not a fault.")]
    [InlineData("""{"fault":"throttle"}""", "'' is not an operation that faults can hit.")]
    [InlineData("""{"operation":"ListBrowsers","fault":"throttle","count":1.5}""", "cannot be read at 'count'")]
    [InlineData("""{"operation":"ListBrowsers","fault":"throttle","count":3000000000}""", "from 1 to 1000000")]
    [InlineData("""{"operation":"ListBrowsers","fault":"delay","seconds":-1}""", "from 0.001 to 86400, is -1")]
    [InlineData("""{"operation":"ListBrowsers","fault":"crash","sessionId":"x"}""", "without operation and count")]
    [InlineData("[]", "The request body is not a JSON object")]
    public async Task What_cannot_be_set_is_a_validation_exception(string body, string message)
    {
        var answer = await Client.SendAsync("PUT", Faults, JsonNode.Parse(body));
        Assert.Equal((400, "ValidationException"), (answer.Status, answer.ErrorType));
        Assert.Contains(message, answer.Text("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_is_over_before_the_call_goes_on()
    {
        await SetAsync("""{"operation":"*","fault":"delay","seconds":0.4,"count":1}""");
        var clock = Stopwatch.StartNew();
        Assert.Equal(200, (await Client.SendAsync("POST", "/browsers")).Status);
        Assert.InRange(clock.ElapsedMilliseconds, 390, 30_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task A_connection_is_cut_after_exactly_so_many_bytes_of_the_body(int bytes)
    {
        await SetAsync($$"""{"operation":"ListCodeInterpreters","fault":"cut","after":{{bytes}}}""");
        Assert.Equal(bytes, await ReadToCutAsync(Client.Sign("POST", "/code-interpreters", [])));
    }

    [Fact]
    public async Task A_connection_that_is_cut_before_any_byte_has_no_response_but_the_call_was_done()
    {
        await SetAsync("""{"operation":"CreateCodeInterpreter","fault":"cut"}""");
        var create = Encoding.UTF8.GetBytes("""{"name":"cut","networkConfiguration":{"networkMode":"SANDBOX"}}""");
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            EmulatorClient.SendAsync(Client.Sign("PUT", "/code-interpreters", create)));
        var items = (await Client.SendAsync("POST", "/code-interpreters")).Body["codeInterpreterSummaries"]!.AsArray();
        var cut = items.Single(item => (string?)item!["name"] == "cut")!;

        // A response without a body, too.
        await SetAsync("""{"operation":"TagResource","fault":"cut"}""");
        var arn = Uri.EscapeDataString((string)cut["codeInterpreterArn"]!);
        var tags = Encoding.UTF8.GetBytes("""{"tags":{"a":"b"}}""");
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            EmulatorClient.SendAsync(Client.Sign("POST", $"/tags/{arn}", tags)));
        Assert.Equal("b", (string?)(await Client.SendAsync("GET", $"/tags/{arn}")).Body["tags"]!["a"]);
    }

    [Fact]
    public async Task An_event_stream_is_cut_or_has_each_exception_after_its_event_or_before()
    {
        var start = await Client.SendAsync("PUT", $"{Interpreter}/sessions/start", new JsonObject());
        var session = start.Text("sessionId")!;
        foreach (var (code, type) in new[]
        {
            ("AccessDenied", "accessDeniedException"), ("Conflict", "conflictException"),
            ("InternalServer", "internalServerException"), ("ResourceNotFound", "resourceNotFoundException"),
            ("ServiceQuotaExceeded", "serviceQuotaExceededException"), ("Throttling", "throttlingException"),
            ("Validation", "validationException"),
        })
        {
            await ExceptionAsync(code, after: null);
            var late = await EventsAsync(session);
            Assert.Matches($"(?s)\"hello\".*:exception-type.{{3}}{type}.*exception", late);
            await ExceptionAsync(code, after: 5);
            Assert.Matches($"(?s)\"hello\".*:exception-type.{{3}}{type}", await EventsAsync(session));
            await ExceptionAsync(code, after: 0);
            var early = await EventsAsync(session);
            Assert.Contains(type, early, StringComparison.Ordinal);
            Assert.DoesNotContain("hello", early, StringComparison.Ordinal);
        }

        await Client.SendAsync("DELETE", Faults);
        await SetAsync("""{"operation":"InvokeCodeInterpreter","fault":"cut","after":100,"count":1}""");
        Assert.Equal(100, await ReadToCutAsync(Invocation(session)));
        Assert.DoesNotContain("exception", await EventsAsync(session), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_of_a_session_are_not_found_or_cut_and_its_Chromium_crashes()
    {
        var session = await Client.StartAsync();
        var id = BrowserSessions.IdOf(session);
        await SetAsync("""{"operation":"ConnectBrowserAutomationStream","fault":"not-found","count":2}""");
        for (var i = 0; i < 2; i++)
        {
            var missing = await Assert.ThrowsAsync<RefusedException>(() => Client.AutomateAsync(session));
            Assert.Equal(404, missing.Status);
        }

        await SetAsync("""{"operation":"ConnectBrowserAutomationStream","fault":"cut","after":1000}""");
        using (var cut = await Client.AutomateAsync(session))
        {
            await cut.CallAsync("Target.getTargets");
            await Assert.ThrowsAnyAsync<System.Net.WebSockets.WebSocketException>(async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    await cut.CallAsync("Browser.getVersion");
                }
            });
        }

        await Client.SendAsync("DELETE", Faults);
        using (var whole = await Client.AutomateAsync(session))
        {
            Assert.NotNull((await whole.CallAsync("Browser.getVersion"))["product"]);
        }

        await SetAsync("""{"operation":"InvokeBrowser","fault":"crash","count":1}""");
        var crashed = await Client.InvokeAsync(id, """{"screenshot":{}}""");
        Assert.Equal((404, "ResourceNotFoundException"), (crashed.Status, crashed.ErrorType));
        Assert.Equal("TERMINATED", (string?)(await Client.GetAsync(id))["status"]);
        Assert.Equal(404, (await PutAsync($$"""{"fault":"crash","sessionId":"{{id}}"}""")).Status);

        var next = BrowserSessions.IdOf(await Client.StartAsync());
        Assert.Equal(204, (await PutAsync($$"""{"fault":"crash","sessionId":"{{next}}"}""")).Status);
        Assert.Equal("TERMINATED", (string?)(await Client.GetAsync(next))["status"]);
    }

    private Task<Answer> PutAsync(string body) => Client.SendAsync("PUT", Faults, JsonNode.Parse(body));

    private async Task SetAsync(string body)
    {
        var answer = await PutAsync(body);
        Assert.Equal((200, null), (answer.Status, answer.ErrorType));
    }

    private Task ExceptionAsync(string code, int? after)
    {
        var fault = new JsonObject
        {
            ["operation"] = "InvokeCodeInterpreter",
            ["fault"] = "exception",
            ["errorCode"] = code,
            ["count"] = 1,
        };
        if (after is not null)
        {
            fault["after"] = after;
        }

        return SetAsync(fault.ToJsonString());
    }

    private async Task<(int, string?)> CallAsync(string method, string path)
    {
        var answer = await Client.SendAsync(method, path);
        return (answer.Status, answer.ErrorType);
    }

    private HttpRequestMessage Invocation(string session) => Client.Sign(
        "POST",
        $"{Interpreter}/tools/invoke",
        Encoding.UTF8.GetBytes("""{"name":"executeCode","arguments":{"language":"python","code":"print('hello')"}}"""),
        new() { ["x-amzn-code-interpreter-session-id"] = session });

    private async Task<string> EventsAsync(string session)
    {
        using var request = Invocation(session);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        return Encoding.Latin1.GetString(
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<int> ReadToCutAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var (buffer, read) = (new byte[1000], 0);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await body.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
            {
                read += count;
            }
        });
        return read;
    }
}

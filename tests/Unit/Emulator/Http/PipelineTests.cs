using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Http.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Emulator.Http;

/// <summary>The pipeline with handlers of the tests behind two operations: what any handler can count on.</summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private const string Invoke = "/code-interpreters/x/tools/invoke";
    private readonly TaskCompletionSource _firstRead = new();
    private readonly TaskCompletionSource _holding = new();
    private readonly TaskCompletionSource _release = new();
    private readonly RecordingLog<RequestPipeline> _log = new();
    private readonly CallFeed _feed = new(TimeProvider.System);
    private WebApplication? _app;
    private EmulatorClient? _client;

    private EmulatorClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        var registry = new OperationRegistry(OperationTable.Rows);
        registry.HandleStream<ProbeRequest>("InvokeCodeInterpreter", async (request, context, stream) =>
        {
            if (request.Name == "refuse")
            {
                throw ServiceErrors.NotFound("none");
            }

            context.SetHeaders(new ProbeHeaders("1"));
            await stream.WriteAsync("result", new ProbeResponse(request.Header!, "one"));
            await _firstRead.Task;
            if (request.Name == "fail")
            {
                throw ServiceErrors.Invalid(new FieldError("code", "is wrong"));
            }

            if (request.Name == "break")
            {
                throw new InvalidOperationException("a secret of the emulator");
            }
        });
        registry.Handle<ProbeRequest, ProbeResponse>("InvokeBrowser", async (request, _) =>
        {
            if (request.Name == "break")
            {
                throw new InvalidOperationException("a secret of the emulator");
            }

            if (request.Name!.StartsWith("hold", StringComparison.Ordinal))
            {
                _holding.SetResult();
                await _release.Task;
            }

            return new(request.Header!, request.Name);
        });

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 1000;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.Run(new RequestPipeline(
            registry,
            new RequestGuard([], publicUrl: null),
            new SignatureVerifier("key", "secret", TimeProvider.System, TimeSpan.FromMinutes(5)),
            new RequestBodies(1500, 1500),
            new RateLimiter(new Dictionary<string, int>(), TimeProvider.System),
            new FaultList([], [], TimeProvider.System),
            _feed,
            observer: null,
            _log).InvokeAsync);
        await _app.StartAsync();
        _client = new(_app.Urls.Single(), "key", "secret");
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    [Fact]
    public async Task A_header_member_travels_as_a_header_both_ways()
    {
        var answer = await BrowserAsync("hello");
        Assert.Equal((200, "S1"), (answer.Status, answer.Headers["x-amzn-browser-session-id"]));
        Assert.Equal("""{"text":"hello"}""", answer.Body.ToJsonString());
    }

    [Fact]
    public async Task Each_call_is_reported_when_it_has_ended_and_a_slow_reader_loses_the_oldest()
    {
        using var slow = _feed.Subscribe(capacity: 1); // gets each call before the other one
        using var calls = _feed.Subscribe();
        _firstRead.SetResult();
        var answer = await BrowserAsync("hello");
        await Client.SendAsync("POST", Invoke, new JsonObject { ["name"] = "fail" });
        await new EmulatorClient(_app!.Urls.Single(), "key", "wrong").SendAsync("POST", Invoke);
        var (first, second, third) = (await NextAsync(calls), await NextAsync(calls), await NextAsync(calls));
        Assert.Equal(
            ("InvokeBrowser", "POST", 200, "us-west-2", "key", "S1", "x"),
            (
                first.Operation, first.Method, first.Status, first.Region, first.Caller, first.SessionId,
                first.ResourceId));
        Assert.Equal((answer.Headers["x-amzn-requestid"], null), (first.RequestId, first.ErrorCode));
        Assert.InRange(DateTimeOffset.UtcNow - first.StartedAt, first.Duration, TimeSpan.FromMinutes(1));
        Assert.Equal((200, "ValidationException"), (second.Status, second.ErrorCode)); // in the stream
        Assert.Equal(
            ("InvokeCodeInterpreter", 403, "InvalidSignatureException", "", ""),
            (third.Operation, third.Status, third.ErrorCode, third.Caller, third.Region));
        Assert.Equal((third, 2), (await NextAsync(slow), slow.Dropped));
    }

    [Fact]
    public async Task A_fault_of_the_emulator_is_an_internal_error_that_tells_nothing_of_its_inside()
    {
        var answer = await BrowserAsync("break");
        Assert.Equal((500, "InternalServerException"), (answer.Status, answer.ErrorType));
        Assert.DoesNotContain("secret", answer.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("a secret of the emulator", Assert.Single(_log.Errors).Message);
    }

    [Theory]
    [InlineData("another key", 0, "/browsers/x/sessions/invoke", 403, "UnrecognizedClientException")]
    [InlineData("key", -10, "/browsers/x/sessions/invoke", 403, "InvalidSignatureException")]
    [InlineData("key", 0, "/nowhere", 404, "UnknownOperationException")]
    [InlineData(null, 0, "/browsers/x/sessions/invoke", 403, "MissingAuthenticationTokenException")]
    public async Task A_request_whose_head_is_refused_is_answered_before_its_body_comes(
        string? key, int minutes, string path, int status, string code)
    {
        var url = new Uri(_app!.Urls.Single());
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(minutes));
        var signer = new RequestSigner(key ?? "", "secret") { Clock = clock };
        var headers = key is null
            ? []
            : signer.Headers("POST", new(url, path), []).Select(pair => $"{pair.Key}: {pair.Value}\r\n");
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, url.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();

        // The body that is announced never comes.
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: "
                    + $"900\r\n{string.Concat(headers)}\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = new List<string>();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
        {
            answer.Add(line);
        }

        Assert.StartsWith($"HTTP/1.1 {status} ", answer[0], StringComparison.Ordinal);
        Assert.Contains($"x-amzn-ErrorType: {code}", answer);
    }

    [Fact]
    public async Task Bodies_that_hold_too_much_together_are_throttled_until_others_have_ended()
    {
        var first = BrowserAsync("hold" + new string('x', 900));
        await _holding.Task;
        var refused = await BrowserAsync(new string('x', 900));
        Assert.Equal((429, "ThrottlingException"), (refused.Status, refused.ErrorType));
        Assert.Equal(200, (await BrowserAsync(new string('x', 400))).Status);

        _release.SetResult();
        Assert.Equal(200, (await first).Status);
        Assert.Equal(200, (await BrowserAsync(new string('x', 900))).Status);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        var answer = await BrowserAsync(new string('x', 1001));
        Assert.Equal((413, "RequestEntityTooLargeException"), (answer.Status, answer.ErrorType));
    }

    [Fact]
    public async Task An_error_before_the_first_event_is_an_ordinary_error()
    {
        _firstRead.SetResult();
        var answer = await Client.SendAsync("POST", Invoke, new JsonObject { ["name"] = "refuse" });
        Assert.Equal((404, "ResourceNotFoundException"), (answer.Status, answer.ErrorType));
    }

    [Theory]
    [InlineData("fail", "validationException", "is wrong")]
    [InlineData("break", "internalServerException", "log")]
    public async Task An_event_goes_out_at_once_and_a_later_error_travels_in_the_stream(
        string name, string type, string message)
    {
        using var http = new HttpClient();
        using var request = Client.Sign(
            "POST",
            Invoke,
            Encoding.UTF8.GetBytes($$"""{"name":"{{name}}"}"""),
            new() { ["x-amzn-browser-session-id"] = "S1" });
        using var response = await http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
        Assert.Equal("application/vnd.amazon.eventstream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("1", response.Headers.GetValues("x-probe").Single());
        using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[4096];
        var count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
        var first = Encoding.UTF8.GetString(buffer, 0, count);
        Assert.Contains(":event-type", first, StringComparison.Ordinal);
        Assert.Contains("""{"text":"one"}""", first, StringComparison.Ordinal);

        _firstRead.SetResult(); // only now may the handler go on: the first event was not held back
        count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
        var second = Encoding.UTF8.GetString(buffer, 0, count);
        Assert.Contains(":exception-type", second, StringComparison.Ordinal);
        Assert.Contains(type, second, StringComparison.Ordinal);
        Assert.Contains(message, second, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", second, StringComparison.Ordinal);
        Assert.Equal(0, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken));
        Assert.Equal(name == "break" ? ["a secret of the emulator"] : [], _log.Errors.Select(error => error.Message));
    }

    private static async Task<CompletedCall> NextAsync(CallSubscription calls) =>
        await calls.Calls.ReadAsync(TestContext.Current.CancellationToken);

    private Task<Answer> BrowserAsync(string name) => Client.SendAsync(
        "POST",
        "/browsers/x/sessions/invoke",
        new JsonObject { ["name"] = name },
        new() { ["x-amzn-browser-session-id"] = "S1" });

    internal sealed record ProbeRequest
    {
        [Header("x-amzn-browser-session-id")]
        public string? Header { get; init; } = "";

        public string? Name { get; init; }
    }

    internal sealed record ProbeHeaders([property: Header("x-probe")] string Probe);

    internal sealed record ProbeResponse(
        [property: Header("x-amzn-browser-session-id")] string SessionId,
        string Text);
}

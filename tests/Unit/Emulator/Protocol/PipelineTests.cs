using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Binding;
using AgentCore.Emulator.Protocol.Errors;
using AgentCore.Emulator.Protocol.Signature;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AgentCore.Tests.Emulator.Protocol;

/// <summary>The pipeline with handlers of the tests behind two operations: what any handler can count on.</summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private const string Invoke = "/code-interpreters/x/tools/invoke";
    private readonly TaskCompletionSource _firstRead = new();
    private WebApplication? _app;
    private EmulatorClient? _client;

    private EmulatorClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        var registry = new OperationRegistry();
        registry.HandleStream<ProbeRequest>("InvokeCodeInterpreter", async (request, context, stream) =>
        {
            if (request.Name == "refuse")
            {
                throw ServiceErrors.NotFound("none");
            }

            context.SetHeader("x-probe", "1");
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
        registry.Handle<ProbeRequest, ProbeResponse>("InvokeBrowser", (request, _) => request.Name == "break"
            ? throw new InvalidOperationException("a secret of the emulator")
            : Task.FromResult(new ProbeResponse(request.Header!, request.Name!)));

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
            new SignatureVerifier("key", "secret", TimeProvider.System),
            NullLogger<RequestPipeline>.Instance).InvokeAsync);
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
    public async Task A_fault_of_the_emulator_is_an_internal_error_that_tells_nothing_of_its_inside()
    {
        var answer = await BrowserAsync("break");
        Assert.Equal((500, "InternalServerException"), (answer.Status, answer.ErrorType));
        Assert.DoesNotContain("secret", answer.Body.ToJsonString(), StringComparison.Ordinal);
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
    public async Task An_event_goes_out_at_once_and_a_later_error_travels_in_the_stream(string name, string type, string message)
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
    }

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

    internal sealed record ProbeResponse(
        [property: Header("x-amzn-browser-session-id")] string SessionId,
        string Text);
}

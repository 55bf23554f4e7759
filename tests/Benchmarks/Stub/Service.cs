using System.Text;
using System.Text.Json;

namespace Benchmarks.Stub;

/// <summary>The operations, by method and last part of the path.</summary>
internal sealed class Service
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly byte[] PageToOpen = Encoding.UTF8.GetBytes(
        "<!doctype html><title>Page</title><h1>Page</h1><button onclick='clicks++'>Count</button>"
        + "<script>var clicks = 0</script>");

    private State _state = new(new Settings());

    /// <summary>Responds to one request.</summary>
    public Task HandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path == "/stub")
        {
            return ControlAsync(http);
        }

        if (path == "/page")
        {
            return WriteAsync(http, PageToOpen, "text/html");
        }

        var isBrowser = path.StartsWith("/browsers/", StringComparison.Ordinal);
        var state = _state;
        return path[(path.LastIndexOf('/') + 1)..] switch
        {
            "get" => RespondAsync(http, state, isBrowser ? "GetBrowserSession" : "GetCodeInterpreterSession", 0),
            "start" when isBrowser => RespondAsync(http, state, "StartBrowserSession", state.Settings.StartDelay),
            "start" => RespondAsync(http, state, "StartCodeInterpreterSession", 0),
            "stop" when isBrowser => StopAsync(http, state),
            "stop" => RespondAsync(http, state, "StopCodeInterpreterSession", 0),
            "list" when isBrowser => ListAsync(http, state),
            "invoke" when !isBrowser => InvokeAsync(http, state),
            _ => RefuseAsync(http, 404, "ResourceNotFoundException", $"The stub has no {http.Request.Method} {path}."),
        };
    }

    private async Task ControlAsync(HttpContext http)
    {
        if (HttpMethods.IsPut(http.Request.Method))
        {
            var settings = await JsonSerializer.DeserializeAsync<Settings>(http.Request.Body, Json);
            _state = new State(settings!);
        }

        await WriteAsync(http, JsonSerializer.SerializeToUtf8Bytes(_state.Counts.Read(), Json));
    }

    private static async Task StopAsync(HttpContext http, State state)
    {
        if (state.StopBucket?.TryTake() == false)
        {
            state.Counts.Throttle();
            await RefuseAsync(http, 429, "ThrottlingException", "Rate exceeded");
            return;
        }

        await RespondAsync(http, state, "StopBrowserSession", state.Settings.StopDelay);
    }

    private static async Task ListAsync(HttpContext http, State state)
    {
        state.Counts.Page();
        state.Counts.Request("ListBrowserSessions");
        using var request = await JsonDocument.ParseAsync(http.Request.Body);
        var page = request.RootElement.TryGetProperty("nextToken", out var token) ? int.Parse(token.GetString()!) : 0;
        await DelayAsync(state.Settings.PageDelay);
        await WriteAsync(http, state.Pages[page]);
    }

    private static async Task InvokeAsync(HttpContext http, State state)
    {
        state.Counts.Request("InvokeCodeInterpreter");
        using var request = await JsonDocument.ParseAsync(http.Request.Body);
        var text = request.RootElement.GetProperty("arguments").GetProperty("code").GetString()!;
        http.Response.Headers["x-amzn-code-interpreter-session-id"] = Sessions.Id(0);
        await EventStream.WriteAsync(http, JsonSerializer.Deserialize<EventStreamSettings>(text, Json)!);
    }

    private static async Task RespondAsync(HttpContext http, State state, string operation, int delay)
    {
        state.Counts.Request(operation);
        await DelayAsync(delay);
        var id = http.Request.Query["sessionId"].ToString();
        await WriteAsync(http, Encoding.UTF8.GetBytes(Sessions.Full(id is "" ? Sessions.Id(0) : id)));
    }

    private static Task RefuseAsync(HttpContext http, int status, string code, string message)
    {
        http.Response.StatusCode = status;
        http.Response.Headers["x-amzn-errortype"] = code;
        return WriteAsync(http, JsonSerializer.SerializeToUtf8Bytes(new { message }));
    }

    private static Task WriteAsync(HttpContext http, byte[] body, string type = "application/json")
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    private static Task DelayAsync(int milliseconds) =>
        milliseconds > 0 ? Task.Delay(milliseconds) : Task.CompletedTask;

    private sealed class State(Settings settings)
    {
        public Settings Settings { get; } = settings;

        public byte[][] Pages { get; } = Sessions.Pages(settings.Sessions, settings.PageSize);

        public TokenBucket? StopBucket { get; } = settings.Rate is { } rate ? new TokenBucket(rate) : null;

        public Counts Counts { get; } = new();
    }
}

/// <summary>The sessions that the stub has, as JSON.</summary>
internal static class Sessions
{
    private const string Created = "2026-01-02T03:04:05.678Z";

    /// <summary>The id of a session, which has the form of the service's.</summary>
    public static string Id(int number) => $"01{number:d24}";

    /// <summary>
    /// A session in full. Every operation on one session returns this: clients skip the members that they do not know.
    /// </summary>
    public static string Full(string id)
    {
        const string host = "bedrock-agentcore.us-west-2.amazonaws.com/browser-streams/aws.browser.v1/sessions";
        return $$"""
            {"browserIdentifier":"aws.browser.v1","codeInterpreterIdentifier":"aws.codeinterpreter.v1",
            "sessionId":"{{id}}","name":"session","createdAt":"{{Created}}","lastUpdatedAt":"{{Created}}",
            "viewPort":{"width":1280,"height":720},"sessionTimeoutSeconds":3600,"status":"READY",
            "streams":{
            "automationStream":{"streamEndpoint":"wss://{{host}}/{{id}}/automation","streamStatus":"ENABLED"},
            "liveViewStream":{"streamEndpoint":"https://{{host}}/{{id}}/live-view"} } }
            """;
    }

    /// <summary>The pages of a list; the token of a page is its number.</summary>
    public static byte[][] Pages(int count, int size)
    {
        var pages = Math.Max(1, (count + size - 1) / size);
        return [.. Enumerable.Range(0, pages).Select(page =>
        {
            var items = Enumerable.Range(page * size, Math.Min(size, count - (page * size))).Select(Brief);
            var next = page + 1 < pages ? $",\"nextToken\":\"{page + 1}\"" : "";
            return Encoding.UTF8.GetBytes($"{{\"items\":[{string.Join(',', items)}]{next}}}");
        })];
    }

    private static string Brief(int number) =>
        $"{{\"browserIdentifier\":\"aws.browser.v1\",\"sessionId\":\"{Id(number)}\",\"name\":\"session-{number}\","
        + $"\"status\":\"READY\",\"createdAt\":\"{Created}\",\"lastUpdatedAt\":\"{Created}\"}}";
}

using System.Net.Http.Headers;
using System.Text.Json;
using Tests.Emulator;

namespace Benchmarks.Floor;

/// <summary>
/// Calls the service with an HttpClient and nothing else: each request is signed, each response is read.
/// </summary>
internal sealed class ServiceClient(Uri endpoint, string accessKey, string secretKey) : IDisposable
{
    private const string Browser = "browsers/aws.browser.v1/sessions/";
    private const string Invoke = "code-interpreters/aws.codeinterpreter.v1/tools/invoke";

    private const string SessionHeader = "x-amzn-code-interpreter-session-id";

    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = endpoint };
    private readonly RequestSigner _signer = new(accessKey, secretKey);

    /// <summary>Where the service is.</summary>
    public Uri Endpoint => endpoint;

    /// <summary>Gets a session so many times.</summary>
    public async Task<object?> GetAsync(string sessionId, int count)
    {
        for (var round = 0; round < count; round++)
        {
            using var request = Request(HttpMethod.Get, $"{Browser}get?sessionId={sessionId}");
            await ReadAsync<Session>(request);
        }

        return null;
    }

    /// <summary>Every session, over all pages.</summary>
    public async Task<List<SessionSummary>> ListAsync()
    {
        var sessions = new List<SessionSummary>();
        string? token = null;
        do
        {
            using var request = ListRequest(token);
            var page = await ReadAsync<SessionPage>(request);
            sessions.AddRange(page.Items);
            token = page.NextToken;
        }
        while (token is not null);

        return sessions;
    }

    /// <summary>The request for a page.</summary>
    public HttpRequestMessage ListRequest(string? token) =>
        Request(HttpMethod.Post, $"{Browser}list", new ListRequest(100, token));

    /// <summary>Runs code and reads its events.</summary>
    /// <param name="code">The code.</param>
    /// <param name="keep">Whether they are kept until the last has come.</param>
    /// <returns>How many characters the program wrote.</returns>
    public async Task<long> ReadEventsAsync(string code, bool keep)
    {
        var kept = new List<ToolResult>();
        var written = 0L;
        await foreach (var result in InvokeAsync("", "executeCode", new { language = "python", code }))
        {
            written += result.StructuredContent!.Stdout!.Length;
            if (keep)
            {
                kept.Add(result);
            }
        }

        return written;
    }

    /// <summary>Runs code in a session so many times, and reads what came of it.</summary>
    public async Task<long> RunAsync(string sessionId, string code, int count)
    {
        var written = 0L;
        for (var call = 0; call < count; call++)
        {
            await foreach (var result in InvokeAsync(sessionId, "executeCode", new { language = "python", code }))
            {
                written += result.StructuredContent!.Stdout!.Length;
            }
        }

        return written;
    }

    /// <summary>Runs a tool and reads its events.</summary>
    public async IAsyncEnumerable<ToolResult> InvokeAsync(string sessionId, string name, object arguments)
    {
        using var request = Request(HttpMethod.Post, Invoke, new { name, arguments }, sessionId);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        await foreach (var payload in EventStreamReader.ReadAsync(body))
        {
            yield return JsonSerializer.Deserialize(payload.Span, Wire.Default.ToolResult)!;
        }
    }

    /// <summary>The headers that sign a request without a body, such as the upgrade to a WebSocket.</summary>
    public Dictionary<string, string> Sign(HttpMethod method, Uri url) => _signer.Headers(method.Method, url, []);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path, object? content = null, string sessionId = "")
    {
        var url = new Uri(endpoint, path);
        var body = content is null ? [] : JsonSerializer.SerializeToUtf8Bytes(content, Wire.Web);
        var session = sessionId is "" ? null : new Dictionary<string, string> { [SessionHeader] = sessionId };
        var headers = _signer.Headers(method.Method, url, body, session);
        var request = new HttpRequestMessage(method, url);
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (content is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = JsonType;
        }

        return request;
    }

    private async Task<T> ReadAsync<T>(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        return (T)(await JsonSerializer.DeserializeAsync(body, typeof(T), Wire.Default))!;
    }
}

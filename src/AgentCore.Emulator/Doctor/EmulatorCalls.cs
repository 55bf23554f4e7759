using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Doctor;

/// <summary>Calls an emulator through its HTTP endpoint, with signed requests.</summary>
internal sealed class EmulatorCalls : IDisposable
{
    private const string Region = "us-east-1";
    private const string SessionHeader = "x-amzn-code-interpreter-session-id";
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly string _accessKey;
    private readonly string _secretKey;

    /// <summary>Makes a caller.</summary>
    /// <param name="url">The emulator's address.</param>
    /// <param name="accessKey">Its access key.</param>
    /// <param name="secretKey">Its secret key.</param>
    public EmulatorCalls(string url, string accessKey, string secretKey)
    {
        _http.BaseAddress = new(url);
        _accessKey = accessKey;
        _secretKey = secretKey;
    }

    /// <summary>Calls an operation that answers with JSON.</summary>
    /// <exception cref="CallFailedException">The answer is an error.</exception>
    public async Task<JsonElement> CallAsync(
        string method, string path, JsonNode? body = null, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(method, path, body, [], cancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return json.RootElement.Clone();
    }

    /// <summary>Calls InvokeCodeInterpreter and hands its messages on as they come.</summary>
    /// <exception cref="CallFailedException">The answer is an error.</exception>
    public async IAsyncEnumerable<StreamMessage> InvokeAsync(
        string interpreter,
        string? sessionId,
        string tool,
        JsonNode arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Dictionary<string, string> headers = sessionId is null ? [] : new() { [SessionHeader] = sessionId };
        var body = new JsonObject { ["name"] = tool, ["arguments"] = arguments };
        var path = $"/code-interpreters/{interpreter}/tools/invoke";
        using var response = await SendAsync("POST", path, body, headers, cancellationToken);
        LastSessionId = response.Headers.GetValues(SessionHeader).Single();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var message in StreamMessage.ReadAllAsync(stream, cancellationToken))
        {
            yield return message;
        }
    }

    /// <summary>A WebSocket that is ready to connect to one of the emulator's streams.</summary>
    public ClientWebSocket CreateSocket(Uri endpoint)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in Sign("GET", endpoint, [], default))
        {
            socket.Options.SetRequestHeader(name, value);
        }

        return socket;
    }

    /// <summary>Session that the last InvokeCodeInterpreter was answered for.</summary>
    public string? LastSessionId { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        string method, string path, JsonNode? body, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        var content = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body);
        var uri = new Uri(_http.BaseAddress!, path);
        using var request = new HttpRequestMessage(new(method), uri);
        foreach (var (name, value) in Sign(method, uri, headers, content))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var error = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            var code = response.Headers.TryGetValues("x-amzn-ErrorType", out var codes) ? codes.First() : "?";
            throw new CallFailedException(code, (string?)error?["message"] ?? "");
        }
    }

    // The headers to send: those given, the signing time, and the authorization over them. Names given are in lower case.
    private Dictionary<string, string> Sign(
        string method, Uri uri, Dictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var timestamp = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{timestamp[..8]}/{Region}/bedrock-agentcore/aws4_request";
        var signed = new HeaderDictionary { ["host"] = uri.Authority, ["x-amz-date"] = timestamp };
        foreach (var (name, value) in headers)
        {
            signed[name] = value;
        }

        string[] names = [.. signed.Keys.Order(StringComparer.Ordinal)];
        var request = new RequestToVerify(method, uri.AbsolutePath, new RawQuery(uri.Query.TrimStart('?')), signed, body);
        var signature = CanonicalRequest.Sign(request, names, timestamp, scope, _secretKey);
        return new(headers)
        {
            ["x-amz-date"] = timestamp,
            ["authorization"] = $"AWS4-HMAC-SHA256 Credential={_accessKey}/{scope}, "
                + $"SignedHeaders={string.Join(';', names)}, Signature={signature}",
        };
    }
}

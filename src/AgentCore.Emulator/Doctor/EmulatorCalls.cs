using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
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

    /// <summary>Creates a client.</summary>
    /// <param name="url">URL of the emulator.</param>
    /// <param name="accessKey">Access key of the emulator.</param>
    /// <param name="secretKey">Secret key of the emulator.</param>
    public EmulatorCalls(string url, string accessKey, string secretKey)
    {
        _http.BaseAddress = new(url);
        _accessKey = accessKey;
        _secretKey = secretKey;
    }

    /// <summary>Calls an operation that returns JSON.</summary>
    /// <exception cref="CallFailedException">The response is an error.</exception>
    public async Task<JsonElement> CallAsync(
        string method, string path, JsonNode? body = null, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(method, path, body, [], cancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return json.RootElement.Clone();
    }

    /// <summary>Calls InvokeCodeInterpreter and returns its messages as they arrive.</summary>
    /// <exception cref="CallFailedException">The response is an error.</exception>
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

    /// <summary>Creates a WebSocket with a signed request, to connect to a stream of the emulator.</summary>
    public ClientWebSocket CreateSocket(Uri endpoint)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in Sign("GET", endpoint, [], default))
        {
            socket.Options.SetRequestHeader(name, value);
        }

        return socket;
    }

    /// <summary>Session of the last InvokeCodeInterpreter.</summary>
    public string? LastSessionId { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        string method,
        string path,
        JsonNode? body,
        Dictionary<string, string> headers,
        CancellationToken cancellationToken)
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

    // Returns the given headers, signing time and authorization. The names of the given headers are in lower case.
    private Dictionary<string, string> Sign(
        string method, Uri uri, Dictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var now = TimeProvider.System.GetUtcNow();
        var timestamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{timestamp[..8]}/{Region}/bedrock-agentcore/aws4_request";
        var signed = new HeaderDictionary { ["host"] = uri.Authority, ["x-amz-date"] = timestamp };
        foreach (var (name, value) in headers)
        {
            signed[name] = value;
        }

        string[] names = [.. signed.Keys.Order(StringComparer.Ordinal)];
        var query = new RawQuery(uri.Query.TrimStart('?'));
        var request = new RequestToVerify(method, uri.AbsolutePath, query, signed, body);
        var key = CanonicalRequest.SigningKey(scope, _secretKey);
        var signature = CanonicalRequest.Sign(request, names, timestamp, scope, key, SigningRules.AgentCore);
        return new(headers)
        {
            ["x-amz-date"] = timestamp,
            ["authorization"] = $"AWS4-HMAC-SHA256 Credential={_accessKey}/{scope}, "
                + $"SignedHeaders={string.Join(';', names)}, Signature={signature}",
        };
    }
}

/// <summary>The emulator returned an error.</summary>
/// <param name="code">Error code.</param>
/// <param name="message">Error message.</param>
internal sealed class CallFailedException(string code, string message) : Exception(message)
{
    /// <summary>Error code, such as <c>ResourceNotFoundException</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>One message of an event stream.</summary>
/// <param name="Kind"><c>event</c> or <c>exception</c>.</param>
/// <param name="Name">Name of the event or exception.</param>
/// <param name="Payload">Payload, which is JSON.</param>
internal sealed record StreamMessage(string Kind, string Name, JsonElement Payload)
{
    private const int Prelude = 12;
    private const int Checksum = 4;

    /// <summary>Reads messages as they arrive. Checksums are not verified.</summary>
    public static async IAsyncEnumerable<StreamMessage> ReadAllAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prelude = new byte[Prelude];
        while (await stream.ReadAtLeastAsync(prelude, Prelude, throwOnEndOfStream: false, cancellationToken) == Prelude)
        {
            var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(prelude) - Prelude];
            await stream.ReadExactlyAsync(rest, cancellationToken);
            var headersEnd = BinaryPrimitives.ReadInt32BigEndian(prelude.AsSpan(4));
            var headers = Headers(rest.AsSpan(0, headersEnd));
            var kind = headers[":message-type"];
            using var json = JsonDocument.Parse(rest.AsMemory(headersEnd..^Checksum));
            yield return new(kind, headers[$":{kind}-type"], json.RootElement.Clone());
        }
    }

    // All headers of this service are strings: name length, name, type 7, value length, value.
    private static Dictionary<string, string> Headers(ReadOnlySpan<byte> bytes)
    {
        var headers = new Dictionary<string, string>();
        while (!bytes.IsEmpty)
        {
            var nameEnd = 1 + bytes[0];
            var valueStart = nameEnd + 3;
            var valueEnd = valueStart + BinaryPrimitives.ReadUInt16BigEndian(bytes[(nameEnd + 1)..]);
            headers[Encoding.UTF8.GetString(bytes[1..nameEnd])] = Encoding.UTF8.GetString(bytes[valueStart..valueEnd]);
            bytes = bytes[valueEnd..];
        }

        return headers;
    }
}

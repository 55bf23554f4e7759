using System.Text.Json;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>
/// Makes one event of each request: method, address, type, status, times. No headers and no bodies, so that neither
/// credentials nor what was sent are recorded.
/// </summary>
internal sealed class NetworkLog(RecordingWriter writer)
{
    private const int MaxPending = 2000;
    private readonly Dictionary<(string Session, string Id), Exchange> _pending = [];

    /// <summary>Whether an event of DevTools is about a request.</summary>
    public static bool IsWanted(string method) =>
        method is "Network.requestWillBeSent" or "Network.responseReceived" or "Network.loadingFinished"
            or "Network.loadingFailed" or "Network.webSocketCreated" or "Network.webSocketClosed";

    /// <summary>Takes an event in.</summary>
    public void Add(string method, string session, string page, JsonElement parameters)
    {
        var key = (session, parameters.GetProperty("requestId").GetString()!);
        if (method is "Network.requestWillBeSent" or "Network.webSocketCreated")
        {
            Begin(key, page, parameters);
        }
        else if (_pending.TryGetValue(key, out var exchange))
        {
            if (method == "Network.responseReceived")
            {
                exchange.Response = parameters.GetProperty("response");
                return;
            }

            _pending.Remove(key);
            Write(exchange, parameters);
        }
    }

    /// <summary>Records what has no end yet.</summary>
    public void End()
    {
        foreach (var exchange in _pending.Values)
        {
            Write(exchange, default);
        }

        _pending.Clear();
    }

    /// <summary>Records what a target that is gone has begun.</summary>
    public void Forget(string session)
    {
        foreach (var key in _pending.Keys.Where(key => key.Session == session).ToArray())
        {
            Write(_pending[key], default);
            _pending.Remove(key);
        }
    }

    private void Begin((string Session, string Id) key, string page, JsonElement parameters)
    {
        // A redirect has the id of the request that it ends.
        if (_pending.Remove(key, out var redirected))
        {
            redirected.Response =
                parameters.TryGetProperty("redirectResponse", out var response) ? response : redirected.Response;
            Write(redirected, parameters);
        }

        if (_pending.Count == MaxPending)
        {
            var oldest = _pending.MinBy(pending => pending.Value.At).Key;
            Write(_pending[oldest], default);
            _pending.Remove(oldest);
        }

        var isSocket = !parameters.TryGetProperty("request", out var request);
        var at = parameters.TryGetProperty("wallTime", out var wall)
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(wall.GetDouble() * 1000))
            : writer.Now;
        _pending[key] = new(
            page,
            isSocket ? "GET" : request.GetProperty("method").GetString()!,
            (isSocket ? parameters : request).GetProperty("url").GetString()!,
            isSocket ? "WebSocket" : parameters.TryGetProperty("type", out var type) ? type.GetString()! : "Other",
            at,
            Monotonic(parameters));
    }

    private void Write(Exchange exchange, JsonElement end) => writer.Add(
        RecordedType.Network, exchange.At, exchange.Page, null, output =>
        {
            output.WriteStartObject();
            output.WriteString("method", exchange.Method);
            output.WriteString("url", writer.Text.CleanUrl(exchange.Url));
            output.WriteString("resource", exchange.Type);
            if (exchange.Response is { } response)
            {
                output.WriteNumber("status", response.GetProperty("status").GetInt32());
                output.WriteString("mimeType", response.GetProperty("mimeType").GetString());
            }

            if (end.ValueKind == JsonValueKind.Object)
            {
                WriteEnd(output, exchange, end);
            }

            output.WriteEndObject();
        });

    private static void WriteEnd(Utf8JsonWriter output, Exchange exchange, JsonElement end)
    {
        if (exchange.Began > 0 && Monotonic(end) is > 0 and var ended)
        {
            output.WriteNumber("milliseconds", (long)((ended - exchange.Began) * 1000));
        }

        if (end.TryGetProperty("encodedDataLength", out var length))
        {
            output.WriteNumber("bytes", (long)length.GetDouble());
        }

        if (end.TryGetProperty("errorText", out var error))
        {
            output.WriteString("error", error.GetString());
        }
    }

    private static double Monotonic(JsonElement parameters) =>
        parameters.TryGetProperty("timestamp", out var seconds) ? seconds.GetDouble() : 0;

    private sealed record Exchange(
        string Page, string Method, string Url, string Type, DateTimeOffset At, double Began)
    {
        public JsonElement? Response { get; set; }
    }
}

#nullable enable
using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text;

namespace AgentCore.Conformance;

/// <summary>A request of this process and its response, as they were on the wire; secrets are left out.</summary>
public sealed class Exchange
{
    /// <summary>Such as POST.</summary>
    public string Method { get; init; } = "";

    /// <summary>Path, without host and query.</summary>
    public string Path { get; init; } = "";

    /// <summary>Names of the parameters in the query.</summary>
    public string[] Query { get; init; } = [];

    /// <summary>Names of the request's headers.</summary>
    public string[] RequestHeaders { get; init; } = [];

    /// <summary>HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>Headers of the response.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Body of a response that is no event stream.</summary>
    public string Body { get; init; } = "";

    /// <summary>Messages of an event stream, in their order.</summary>
    public StreamMessage[] Messages { get; init; } = [];
}

/// <summary>A message of an event stream.</summary>
/// <param name="Type">Type of the event, or of the exception.</param>
/// <param name="Body">JSON.</param>
public sealed record StreamMessage(string Type, string Body);

/// <summary>
/// Keeps what this process sends to the service and gets from it, so that checks see the wire while the module's own
/// cmdlets sign and send. .NET tells every subscriber of each response before its caller has it.
/// </summary>
public sealed class WireLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string EventStream = "application/vnd.amazon.eventstream";
    private const string Ended = "System.Net.Http.HttpRequestOut.Stop";
    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly List<IDisposable> _subscriptions = [];

    /// <summary>Begins to keep.</summary>
    public WireLog() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>What was exchanged since the last time.</summary>
    public Exchange[] Take()
    {
        var taken = new List<Exchange>();
        while (_exchanges.TryDequeue(out var exchange))
        {
            taken.Add(exchange);
        }

        return [.. taken];
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => _subscriptions.ForEach(one => one.Dispose());

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Ended && value.Value is { } data && Of(data, "Response") is HttpResponseMessage response
            && Of(data, "Request") is HttpRequestMessage request)
        {
            _exchanges.Enqueue(Read(request, response));
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    private static object? Of(object data, string name) => data.GetType().GetProperty(name)?.GetValue(data);

    // A body that is read here is in memory after that, for its caller to read it, too.
    private static Exchange Read(HttpRequestMessage request, HttpResponseMessage response)
    {
        var bytes = Array.Empty<byte>();
        if ((int)response.StatusCode != 101)
        {
            response.Content.LoadIntoBufferAsync().GetAwaiter().GetResult();
            bytes = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        }

        var isStream = response.Content.Headers.ContentType?.MediaType == EventStream;
        return new Exchange
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.AbsolutePath,
            Query = [.. request.RequestUri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=')[0])],
            RequestHeaders = [.. request.Headers.Select(header => header.Key)],
            Status = (int)response.StatusCode,
            Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase),
            Body = isStream ? "" : Encoding.UTF8.GetString(bytes),
            Messages = isStream ? [.. Messages(bytes)] : [],
        };
    }

    // A message: its length, the length of its headers, a checksum; the headers; the body; a checksum.
    private static IEnumerable<StreamMessage> Messages(byte[] stream)
    {
        for (var start = 0; start + 16 <= stream.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(stream.AsSpan(start));
            var headers = BinaryPrimitives.ReadInt32BigEndian(stream.AsSpan(start + 4));
            var head = Headers(stream.AsSpan(start + 12, headers));
            var type = head.GetValueOrDefault(":event-type") ?? head.GetValueOrDefault(":exception-type") ?? "";
            yield return new(type, Encoding.UTF8.GetString(stream, start + 12 + headers, length - headers - 16));
            start += length;
        }
    }

    // A header: the length of its name, the name, the type 7 (text), the length of its value, the value.
    private static Dictionary<string, string> Headers(ReadOnlySpan<byte> bytes)
    {
        var found = new Dictionary<string, string>();
        while (bytes.Length > 0)
        {
            var name = Encoding.UTF8.GetString(bytes.Slice(1, bytes[0]));
            bytes = bytes[(1 + bytes[0])..];
            if (bytes[0] != 7)
            {
                return found;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
            found[name] = Encoding.UTF8.GetString(bytes.Slice(3, length));
            bytes = bytes[(3 + length)..];
        }

        return found;
    }
}

using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AgentCore.Emulator.Replay;

/// <summary>Records the calls of operations with their responses, and the messages of automation streams.</summary>
/// <param name="file">The recording.</param>
/// <param name="time">The clock.</param>
internal sealed class CallRecorder(CallFile file, TimeProvider time) : ICallObserver
{
    private static readonly HashSet<string> Recorded =
        [.. OperationTable.Rows.Select(row => row.Name), BrowserStream.Automation];

    private int _last;
    private int _lastOperation;

    /// <inheritdoc/>
    public IAsyncDisposable? Begin(OperationInput input, OperationContext context)
    {
        if (!Recorded.Contains(context.Operation))
        {
            return null;
        }

        var call = new ObservedCall(Interlocked.Increment(ref _last), time.GetUtcNow(), input, context);
        if (context.Operation != BrowserStream.Automation)
        {
            Volatile.Write(ref _lastOperation, call.Number);
            return new CallRecording(file, call, time);
        }

        var stream = new StreamRecording(file, call, () => Volatile.Read(ref _lastOperation));
        var upgrade = context.Http.Features.Get<IHttpWebSocketFeature>();
        if (upgrade is not null)
        {
            context.Http.Features.Set<IHttpWebSocketFeature>(new RecordedUpgrade(upgrade, stream));
        }

        // An upgrade that is rejected has a response as any call.
        return new CallRecording(file, call, time) { Stream = stream };
    }
}

/// <summary>A call while it is recorded.</summary>
/// <param name="Number">Its number, in the order in which calls begin.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Input">The request.</param>
/// <param name="Context">Operation, region and address.</param>
internal sealed record ObservedCall(
    int Number, DateTimeOffset StartedAt, OperationInput Input, OperationContext Context)
{
    /// <summary>Writes what the call was, without what signs it.</summary>
    public void WriteRequest(Utf8JsonWriter line)
    {
        line.WriteNumber("call", Number);
        line.WriteString("operation", Context.Operation);
        line.WriteString("region", Context.Region);
        line.WriteString("startedAt", StartedAt);
        line.WriteString("address", Context.Address.GetLeftPart(UriPartial.Authority));
        line.WriteStartObject("labels");
        foreach (var (name, value) in Input.Labels)
        {
            line.WriteString(name, value);
        }

        line.WriteEndObject();
        line.WriteStartArray("query");
        foreach (var (name, value) in RequestText.QueryOf(Input.Query))
        {
            line.WriteStartArray();
            line.WriteStringValue(name);
            line.WriteStringValue(SafeJson.Mask(value));
            line.WriteEndArray();
        }

        line.WriteEndArray();
        if (OperationInput.SessionOf(Input.Headers) is { } session)
        {
            line.WriteString("session", session);
        }

        if (!Input.Body.IsEmpty)
        {
            line.WritePropertyName("request");
            SafeJson.Write(line, Input.Body.Span);
        }
    }
}

/// <summary>
/// Records one call when its response is complete. What has not been sent by then is sent when the line is in the file:
/// a call that the caller knows to have ended is recorded.
/// </summary>
internal sealed class CallRecording : IAsyncDisposable
{
    /// <summary>
    /// Headers that are not recorded: each response has its own, or they say nothing of its content.
    /// </summary>
    public static readonly IReadOnlySet<string> OfConnection = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "x-amzn-RequestId", "Date", "Server", "Connection", "Content-Length", "Transfer-Encoding",
    };

    private readonly CallFile _file;
    private readonly ObservedCall _call;
    private readonly TimeProvider _time;
    private readonly HttpResponse _response;
    private readonly HeldBody _body;

    /// <summary>Puts itself between handler and connection.</summary>
    public CallRecording(CallFile file, ObservedCall call, TimeProvider time)
    {
        (_file, _call, _time, _response) = (file, call, time, call.Context.Http.Response);
        _body = new(_response.Body);
        _response.Body = _body;
    }

    /// <summary>The stream that the call opens; null for an operation.</summary>
    public StreamRecording? Stream { get; init; }

    private bool IsAborted => _call.Context.Aborted.IsCancellationRequested;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Stream is not { HasStarted: true })
        {
            _file.Append(Write);
        }

        _response.Body = _body.Connection;
        try
        {
            await _body.ReleaseAsync(_call.Context.Aborted);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The caller has disconnected.
        }

        await _body.DisposeAsync();
    }

    private void Write(Utf8JsonWriter line)
    {
        line.WriteString("type", "call");
        _call.WriteRequest(line);
        line.WriteNumber("milliseconds", (long)(_time.GetUtcNow() - _call.StartedAt).TotalMilliseconds);
        line.WriteNumber("status", _response.StatusCode);
        if (IsAborted)
        {
            line.WriteBoolean("aborted", true); // by either side: the response is what had been sent
        }

        line.WriteStartObject("headers");
        foreach (var (name, value) in _response.Headers.Where(header => !OfConnection.Contains(header.Key)))
        {
            line.WriteString(name, SafeJson.Mask(value.ToString()));
        }

        line.WriteEndObject();
        if (_response.ContentType == EventMessages.ContentType)
        {
            line.WriteStartArray("events");
            EventMessages.Write(line, _body.Content);
            line.WriteEndArray();
        }
        else if (!_body.Content.IsEmpty)
        {
            line.WritePropertyName("response");
            SafeJson.Write(line, _body.Content);
        }
    }

    // Keeps what is written. Until the first flush, which streams alone do, nothing of it is sent.
    private sealed class HeldBody(Stream connection) : MemoryStream
    {
        private bool _isSending;
        private int _sent;

        public Stream Connection => connection;

        public ReadOnlySpan<byte> Content => GetBuffer().AsSpan(0, (int)Length);

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            base.Write(buffer.Span);
            if (_isSending)
            {
                await ReleaseAsync(cancellationToken);
            }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            _isSending = true;
            await ReleaseAsync(cancellationToken);
            await connection.FlushAsync(cancellationToken);
        }

        public async Task ReleaseAsync(CancellationToken cancellationToken)
        {
            var rest = GetBuffer().AsMemory(_sent, (int)Length - _sent);
            if (rest.Length > 0)
            {
                await connection.WriteAsync(rest, cancellationToken);
                _sent = (int)Length;
            }
        }
    }
}

/// <summary>
/// Takes a response of <c>application/vnd.amazon.eventstream</c> apart into its messages; see
/// <see cref="EventStreamFrame"/>, which wrote it.
/// </summary>
internal static class EventMessages
{
    /// <summary>Content type of such a response.</summary>
    public const string ContentType = "application/vnd.amazon.eventstream";

    private const int Prelude = 12;
    private const int Checksum = 4;

    /// <summary>Writes each message with its headers and its body; one that was cut is left out.</summary>
    public static void Write(Utf8JsonWriter line, ReadOnlySpan<byte> response)
    {
        while (response.Length >= Prelude && BinaryPrimitives.ReadInt32BigEndian(response) is var total
            && total <= response.Length)
        {
            var headers = response.Slice(Prelude, BinaryPrimitives.ReadInt32BigEndian(response[4..]));
            var body = response[(Prelude + headers.Length)..(total - Checksum)];
            line.WriteStartObject();
            line.WriteStartObject("headers");
            while (headers.Length > 0)
            {
                var name = Take(ref headers, headers[0], 1);

                // A text: one byte for its type, two for its length.
                line.WriteString(name, Take(ref headers, BinaryPrimitives.ReadUInt16BigEndian(headers[1..]), 3));
            }

            line.WriteEndObject();
            line.WritePropertyName("body");
            SafeJson.Write(line, body);
            line.WriteEndObject();
            response = response[total..];
        }
    }

    private static string Take(ref ReadOnlySpan<byte> rest, int length, int offset)
    {
        var text = Encoding.UTF8.GetString(rest.Slice(offset, length));
        rest = rest[(offset + length)..];
        return text;
    }
}

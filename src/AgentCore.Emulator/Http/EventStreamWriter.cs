using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http.Faults;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Writes an event-stream response, and flushes each event. The response starts with the first event: an error before
/// it is an ordinary HTTP error, one after it is a message of the stream.
/// </summary>
internal sealed class EventStreamWriter(HttpContext http) : IDisposable
{
    private readonly SemaphoreSlim _sendLock = new(1, 1);
    private StreamFault? _fault = http.Features.Get<StreamFault>();
    private long _events;

    /// <summary>Whether the response has started.</summary>
    public bool HasStarted => http.Response.HasStarted;

    /// <summary>
    /// Sends an event and flushes it. Safe to call from several threads; events are sent one at a time.
    /// </summary>
    /// <param name="eventType">The event's member name in the stream's union, such as <c>result</c>.</param>
    /// <param name="payload">The event, which is sent as JSON.</param>
    /// <exception cref="ServiceException">The message would be longer than one can be.</exception>
    /// <exception cref="FaultException">A fault hits the stream after this event.</exception>
    public async Task WriteAsync<T>(string eventType, T payload)
    {
        await SendAsync(
            [(":event-type", eventType), (":content-type", "application/json"), (":message-type", "event")],
            payload);
        ThrowFault(Interlocked.Increment(ref _events));
    }

    /// <summary>Sends an error as the last message of the stream.</summary>
    public Task WriteErrorAsync(ServiceException error) => SendAsync(
        [
            (":exception-type", char.ToLowerInvariant(error.Code[0]) + error.Code[1..]),
            (":content-type", "application/json"),
            (":message-type", "exception"),
        ],
        ErrorBody.Of(error));

    /// <summary>Starts the response without an event.</summary>
    /// <exception cref="FaultException">A fault hits the stream before its first event.</exception>
    public async Task StartAsync()
    {
        await StartResponseAsync();
        ThrowFault(Interlocked.Read(ref _events));
    }

    /// <summary>Ends the stream, which may have no event.</summary>
    /// <exception cref="FaultException">A fault hits the stream after more events than it has.</exception>
    public async Task EndAsync()
    {
        await StartResponseAsync();
        ThrowFault(long.MaxValue);
    }

    /// <inheritdoc/>
    public void Dispose() => _sendLock.Dispose();

    private async Task StartResponseAsync()
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = "application/vnd.amazon.eventstream";
            await http.Response.StartAsync(http.RequestAborted);
        }
    }

    private void ThrowFault(long events)
    {
        if (_fault is { } fault && events >= fault.After)
        {
            _fault = null;
            throw fault.Error;
        }
    }

    /// <summary>Sends a message with these headers.</summary>
    /// <remarks>A reader may be slow: a long message waits for it in a file, not in memory.</remarks>
    public async Task SendAsync<T>(IReadOnlyList<(string Name, string Value)> headers, T content)
    {
        using var payload = new SpillBuffer();
        WireJson.Write(payload, content);
        if (payload.Length > EventStreamFrame.MaxPayload)
        {
            throw ServiceErrors.Internal(
                $"The result has {payload.Length} bytes, more than the {EventStreamFrame.MaxPayload} that a message "
                    + "of an event stream can have.");
        }

        await _sendLock.WaitAsync(http.RequestAborted);
        try
        {
            await StartResponseAsync();
            foreach (var piece in EventStreamFrame.Encode(headers, payload))
            {
                await http.Response.Body.WriteAsync(piece, http.RequestAborted);
            }

            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
        finally
        {
            _sendLock.Release();
        }
    }
}

/// <summary>
/// Encodes one message of <c>application/vnd.amazon.eventstream</c>: total length, header length and their CRC-32; the
/// headers; the payload; the CRC-32 of everything before it. All numbers are big endian.
/// </summary>
internal static class EventStreamFrame
{
    /// <summary>
    /// Maximum length of a payload, in bytes. AWS SDK for Python cannot read a message of more than 24 MiB; the rest of
    /// them is for headers.
    /// </summary>
    public const int MaxPayload = (24 * 1024 * 1024) - 1024;

    private const int Prelude = 12;
    private const byte StringValue = 7;

    /// <summary>Encodes a message with text headers and a payload; its pieces are valid until the next.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Encode(
        IReadOnlyList<(string Name, string Value)> headers, SpillBuffer payload)
    {
        var encoded = EncodeHeaders(headers);
        var start = new byte[Prelude + encoded.Length];
        BinaryPrimitives.WriteUInt32BigEndian(start, (uint)(start.Length + payload.Length + sizeof(uint)));
        BinaryPrimitives.WriteUInt32BigEndian(start.AsSpan(4), (uint)encoded.Length);
        BinaryPrimitives.WriteUInt32BigEndian(start.AsSpan(8), Crc32.HashToUInt32(start.AsSpan(0, 8)));
        encoded.CopyTo(start.AsSpan(Prelude));
        var checksum = new Crc32();
        checksum.Append(start);
        yield return start;
        foreach (var piece in payload.Read())
        {
            checksum.Append(piece.Span);
            yield return piece;
        }

        var end = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(end, checksum.GetCurrentHashAsUInt32());
        yield return end;
    }

    private static byte[] EncodeHeaders(IReadOnlyList<(string Name, string Value)> headers)
    {
        var bytes = new List<byte>();
        Span<byte> length = stackalloc byte[2];
        foreach (var (name, value) in headers)
        {
            var nameBytes = Encoding.UTF8.GetBytes(name);
            var valueBytes = Encoding.UTF8.GetBytes(value);
            bytes.Add((byte)nameBytes.Length);
            bytes.AddRange(nameBytes);
            bytes.Add(StringValue);
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)valueBytes.Length);
            bytes.AddRange(length);
            bytes.AddRange(valueBytes);
        }

        return [.. bytes];
    }
}

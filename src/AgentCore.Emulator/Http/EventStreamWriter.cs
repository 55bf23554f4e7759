using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Writes an event-stream response, and flushes each event. The response starts with the first event: an error before
/// it is an ordinary HTTP error, one after it is a message of the stream.
/// </summary>
internal sealed class EventStreamWriter(HttpContext http) : IDisposable
{
    private readonly SemaphoreSlim _sendLock = new(1, 1);

    /// <summary>Whether the response has started.</summary>
    public bool HasStarted => http.Response.HasStarted;

    /// <summary>
    /// Sends an event and flushes it. Safe to call from several threads; events are sent one at a time.
    /// </summary>
    /// <param name="eventType">The event's member name in the stream's union, such as <c>result</c>.</param>
    /// <param name="payload">The event, which is sent as JSON.</param>
    public Task WriteAsync<T>(string eventType, T payload) => SendAsync(
        [(":event-type", eventType), (":content-type", "application/json"), (":message-type", "event")],
        WireJson.Write(payload));

    /// <summary>Sends an error as the last message of the stream.</summary>
    public Task WriteErrorAsync(ServiceException error) => SendAsync(
        [
            (":exception-type", char.ToLowerInvariant(error.Code[0]) + error.Code[1..]),
            (":content-type", "application/json"),
            (":message-type", "exception"),
        ],
        WireJson.Write(ErrorBody.Of(error)));

    /// <summary>Starts the response without an event.</summary>
    public async Task StartAsync()
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = "application/vnd.amazon.eventstream";
            await http.Response.StartAsync(http.RequestAborted);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _sendLock.Dispose();

    private async Task SendAsync((string Name, string Value)[] headers, byte[] payload)
    {
        var frame = EventStreamFrame.Encode(headers, payload);
        await _sendLock.WaitAsync(http.RequestAborted);
        try
        {
            await StartAsync();
            await http.Response.Body.WriteAsync(frame, http.RequestAborted);
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
    private const int Prelude = 12;
    private const byte StringValue = 7;

    /// <summary>Encodes a message with text headers and a payload.</summary>
    public static byte[] Encode(IReadOnlyList<(string Name, string Value)> headers, ReadOnlySpan<byte> payload)
    {
        var head = EncodeHeaders(headers);
        var frame = new byte[Prelude + head.Length + payload.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)frame.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)head.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Crc32.HashToUInt32(frame.AsSpan(0, 8)));
        head.CopyTo(frame.AsSpan(Prelude));
        payload.CopyTo(frame.AsSpan(Prelude + head.Length));
        var end = frame.Length - sizeof(uint);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(end), Crc32.HashToUInt32(frame.AsSpan(0, end)));
        return frame;
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

using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Hashing;
using System.Text;

namespace Benchmarks.Stub;

/// <summary>The stream that InvokeCodeInterpreter returns; the code that it gets is this as JSON.</summary>
/// <param name="Events">How many events.</param>
/// <param name="Bytes">
/// Bytes of each event's output, its line end included. As on the service it is sent twice: as content and as stdout.
/// </param>
/// <param name="Interval">
/// Milliseconds between events, each flushed by itself; its output is then the <see cref="Stopwatch"/> timestamp of the
/// moment before. Null for all events at once.
/// </param>
/// <param name="CutAfter">The connection breaks after so many events; null for never.</param>
internal sealed record EventStreamSettings(int Events = 1, int Bytes = 64, int? Interval = null, int? CutAfter = null);

/// <summary>Writes event streams.</summary>
internal static class EventStream
{
    private const int ChunkBytes = 64 * 1024;

    private static readonly byte[] Headers =
    [
        .. Header(":event-type", "result"),
        .. Header(":content-type", "application/json"),
        .. Header(":message-type", "event"),
    ];

    /// <summary>Writes a stream.</summary>
    public static async Task WriteAsync(HttpContext http, EventStreamSettings settings)
    {
        http.Response.ContentType = "application/vnd.amazon.eventstream";
        var events = Math.Min(settings.Events, settings.CutAfter ?? int.MaxValue);
        if (settings.Interval is { } interval)
        {
            await WriteTimesAsync(http.Response.Body, events, interval, http.RequestAborted);
        }
        else
        {
            await WriteAllAsync(http.Response.Body, events, settings.Bytes, http.RequestAborted);
        }

        if (settings.CutAfter is not null)
        {
            await http.Response.Body.FlushAsync();
            http.Abort();
        }
    }

    // Many small events go out together, as of a program that prints a lot.
    private static async Task WriteAllAsync(Stream body, int events, int bytes, CancellationToken cancellationToken)
    {
        var frame = Frame(new string('x', bytes - 1) + "\\n");
        var together = Math.Clamp(ChunkBytes / frame.Length, 1, Math.Max(1, events));
        var chunk = Enumerable.Repeat(frame, together).SelectMany(part => part).ToArray();
        for (var left = events; left > 0; left -= together)
        {
            await body.WriteAsync(chunk.AsMemory(0, Math.Min(left, together) * frame.Length), cancellationToken);
            await body.FlushAsync(cancellationToken);
        }
    }

    private static async Task WriteTimesAsync(
        Stream body, int events, int interval, CancellationToken cancellationToken)
    {
        for (var number = 0; number < events; number++)
        {
            await Task.Delay(interval, cancellationToken);
            await body.WriteAsync(Frame($"{Stopwatch.GetTimestamp()}\\n"), cancellationToken);
            await body.FlushAsync(cancellationToken);
        }
    }

    private static byte[] Frame(string output)
    {
        var payload = Encoding.UTF8.GetBytes(
            $$"""{"content":[{"type":"text","text":"{{output}}"}],"structuredContent":{"stdout":"{{output}}","""
            + """ "stderr":"","exitCode":0,"executionTime":0.1},"isError":false}""");
        var frame = new byte[12 + Headers.Length + payload.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), Headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Crc32.HashToUInt32(frame.AsSpan(0, 8)));
        Headers.CopyTo(frame, 12);
        payload.CopyTo(frame, 12 + Headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(frame.Length - 4), Crc32.HashToUInt32(frame.AsSpan(..^4)));
        return frame;
    }

    private static byte[] Header(string name, string value) =>
    [
        (byte)name.Length, .. Encoding.UTF8.GetBytes(name),
        7, 0, (byte)value.Length, .. Encoding.UTF8.GetBytes(value),
    ];
}

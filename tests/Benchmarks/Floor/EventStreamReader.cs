using System.Buffers.Binary;
using System.IO.Hashing;

namespace Benchmarks.Floor;

/// <summary>Cuts <c>application/vnd.amazon.eventstream</c> into messages and checks both checksums of each.</summary>
internal static class EventStreamReader
{
    private const int PreludeBytes = 12;
    private const int ChecksumBytes = 4;

    /// <summary>The payload of each message, which is valid until the next is read.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream body)
    {
        var buffer = new byte[64 * 1024];
        var (start, end) = (0, 0);
        while (true)
        {
            while (Length(buffer.AsSpan(start..end)) is { } length && length <= end - start)
            {
                yield return Payload(buffer.AsMemory(start, length));
                start += length;
            }

            var wanted = Length(buffer.AsSpan(start..end)) ?? PreludeBytes;
            if (start > 0)
            {
                buffer.AsSpan(start..end).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (wanted > buffer.Length)
            {
                Array.Resize(ref buffer, wanted);
            }

            var count = await body.ReadAsync(buffer.AsMemory(end));
            if (count == 0)
            {
                yield break;
            }

            end += count;
        }
    }

    private static int? Length(ReadOnlySpan<byte> read) =>
        read.Length < PreludeBytes ? null : BinaryPrimitives.ReadInt32BigEndian(read);

    private static ReadOnlyMemory<byte> Payload(ReadOnlyMemory<byte> message)
    {
        Check(message.Span[..PreludeBytes]);
        Check(message.Span);
        var headers = BinaryPrimitives.ReadInt32BigEndian(message.Span[4..]);
        return message[(PreludeBytes + headers)..^ChecksumBytes];
    }

    private static void Check(ReadOnlySpan<byte> checkedPart)
    {
        var found = BinaryPrimitives.ReadUInt32BigEndian(checkedPart[^ChecksumBytes..]);
        if (found != Crc32.HashToUInt32(checkedPart[..^ChecksumBytes]))
        {
            throw new InvalidDataException("A message of the event stream is damaged.");
        }
    }
}

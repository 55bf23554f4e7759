using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Encodes one message of <c>application/vnd.amazon.eventstream</c>: total length, header length and their CRC-32; the
/// headers; the payload; the CRC-32 of everything before it. All numbers are big endian.
/// </summary>
internal static class EventStreamFrame
{
    private const int Prelude = 12;
    private const byte StringValue = 7;

    /// <summary>The bytes of a message with text headers and a payload.</summary>
    public static byte[] Encode(IReadOnlyList<(string Name, string Value)> headers, ReadOnlySpan<byte> payload)
    {
        var head = EncodeHeaders(headers);
        var frame = new byte[Prelude + head.Length + payload.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)frame.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)head.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Crc32.HashToUInt32(frame.AsSpan(0, 8)));
        head.CopyTo(frame.AsSpan(Prelude));
        payload.CopyTo(frame.AsSpan(Prelude + head.Length));
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(frame.Length - 4), Crc32.HashToUInt32(frame.AsSpan(0, frame.Length - 4)));
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

using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Tests.Client.Support;

/// <summary>Writes event streams, from their specification: the client's reader is tried against it.</summary>
internal static class EventBytes
{
    public static byte[] Result(string json) => Message(
        [(":message-type", "event"), (":event-type", "result"), (":content-type", "application/json")], json);

    public static byte[] Text(string text) =>
        Result("{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}],\"isError\":false}");

    public static byte[] Exception(string type, string json) =>
        Message([(":message-type", "exception"), (":exception-type", type)], json);

    public static byte[] Message(IEnumerable<(string Name, string Value)> headers, string payload) =>
        Message(headers.SelectMany(h => StringHeader(h.Name, h.Value)).ToArray(), Encoding.UTF8.GetBytes(payload));

    public static byte[] Message(byte[] headers, byte[] payload)
    {
        var message = new byte[16 + headers.Length + payload.Length];
        Prelude((uint)message.Length, (uint)headers.Length).CopyTo(message, 0);
        headers.CopyTo(message, 12);
        payload.CopyTo(message, 12 + headers.Length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(^4), Crc32.HashToUInt32(message.AsSpan(..^4)));
        return message;
    }

    /// <summary>The first twelve bytes of a message, with a right checksum whatever the lengths.</summary>
    public static byte[] Prelude(uint total, uint headers)
    {
        var prelude = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(prelude, total);
        BinaryPrimitives.WriteUInt32BigEndian(prelude.AsSpan(4), headers);
        BinaryPrimitives.WriteUInt32BigEndian(prelude.AsSpan(8), Crc32.HashToUInt32(prelude.AsSpan(0, 8)));
        return prelude;
    }

    public static byte[] StringHeader(string name, string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        return Header(name, 7, [(byte)(text.Length >> 8), (byte)text.Length, .. text]);
    }

    public static byte[] Header(string name, byte type, byte[] value) =>
        [(byte)Encoding.UTF8.GetByteCount(name), .. Encoding.UTF8.GetBytes(name), type, .. value];
}

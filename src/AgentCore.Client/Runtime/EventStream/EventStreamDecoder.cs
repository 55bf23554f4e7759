using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Amazon.Runtime.EventStreams;

namespace AgentCore.Client.Runtime.EventStream;

/// <summary>
/// Cuts bytes, fed in any portions, into messages. The SDK's own decoder is not used: it allocates what a message
/// announces (gigabytes, if it says so), takes a truncated stream for a complete one, and fails at lengths that do not
/// fit with <see cref="OverflowException"/> and the like.
/// </summary>
/// <remarks>
/// A message is: total length, length of the headers, CRC of these two; headers; payload; CRC of all before. Memory
/// grows with the bytes that came, never with a length that was only announced.
/// </remarks>
internal sealed class EventStreamDecoder(int longestMessage = EventStreamDecoder.DefaultLongestMessage)
{
    /// <summary>Room for the largest blob of the API (100 MB) in base64, and what stands around it.</summary>
    public const int DefaultLongestMessage = 160 * 1024 * 1024;

    private const int PreludeLength = 12;
    private const int CrcLength = 4;
    private const int KeptCapacity = 256 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    private ReadOnlySpan<byte> Pending => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Takes in the next bytes of the stream.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        MakeRoom(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>The next message, or null while it is not complete.</summary>
    /// <exception cref="EventStreamChecksumFailureException">Bytes were changed on the way.</exception>
    /// <exception cref="EventStreamParseException">The bytes are not a message, or it is too long.</exception>
    public EventFrame? Next()
    {
        if (Pending.Length < PreludeLength)
        {
            return null;
        }

        var (total, headers) = ReadPrelude(Pending);
        if (Pending.Length < total)
        {
            return null;
        }

        var message = Pending.Slice(0, total);
        CheckCrc(message.Slice(0, total - CrcLength), message.Slice(total - CrcLength), "message");
        var frame = new EventFrame(
            new HeaderReader(message.Slice(PreludeLength, headers)).ReadAll(),
            message.Slice(PreludeLength + headers, total - PreludeLength - headers - CrcLength).ToArray());
        Drop(total);
        return frame;
    }

    /// <summary>Says that no more bytes will come.</summary>
    /// <exception cref="EndOfStreamException">The stream ended within a message.</exception>
    public void Complete()
    {
        if (Pending.Length == 0)
        {
            return;
        }

        var announced = Pending.Length >= PreludeLength ? $" of {BinaryPrimitives.ReadUInt32BigEndian(Pending)}" : "";
        throw new EndOfStreamException(
            $"The event stream was cut off after {Pending.Length}{announced} bytes of a message.");
    }

    private (int Total, int Headers) ReadPrelude(ReadOnlySpan<byte> bytes)
    {
        CheckCrc(bytes.Slice(0, 8), bytes.Slice(8), "message's beginning");
        var total = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var headers = BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(4));
        if (total > longestMessage)
        {
            throw new EventStreamParseException(
                $"A message of the event stream announces {total} bytes; the limit is {longestMessage}.");
        }

        if (total < PreludeLength + CrcLength || headers > total - PreludeLength - CrcLength)
        {
            throw new EventStreamParseException(
                $"A message of the event stream announces {headers} bytes of headers in {total} bytes.");
        }

        return ((int)total, (int)headers);
    }

    private static void CheckCrc(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> crc, string what)
    {
        var expected = BinaryPrimitives.ReadUInt32BigEndian(crc);
        var actual = Crc32.HashToUInt32(bytes);
        if (actual != expected)
        {
            throw new EventStreamChecksumFailureException(
                $"The event stream was changed on the way: checksum of a {what} {actual:x8} instead of {expected:x8}.");
        }
    }

    private void MakeRoom(int count)
    {
        if (_buffer.Length - _end >= count)
        {
            return;
        }

        var pending = Pending;
        var needed = pending.Length + count;
        var target = needed <= _buffer.Length ? _buffer : new byte[2 * needed];
        pending.CopyTo(target);
        _buffer = target;
        _start = 0;
        _end = needed - count;
    }

    private void Drop(int count)
    {
        _start += count;
        if (_start < _end)
        {
            return;
        }

        // One big message must not pin its buffer for the rest of a long stream.
        if (_buffer.Length > KeptCapacity)
        {
            _buffer = [];
        }

        _start = _end = 0;
    }
}

/// <summary>One message of an event stream: its headers, as text whatever their type, and its payload.</summary>
internal sealed record EventFrame(IReadOnlyDictionary<string, string> Headers, byte[] Payload)
{
    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}

/// <summary>Reads the headers of a message. Every length is checked against the bytes that are left.</summary>
file ref struct HeaderReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>All headers; of equal names the last one counts.</summary>
    /// <exception cref="EventStreamParseException">The bytes are not headers.</exception>
    public Dictionary<string, string> ReadAll()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (!_rest.IsEmpty)
        {
            var name = Text(Take(Take(1)[0]));
            headers[name] = Value(Take(1)[0]);
        }

        return headers;
    }

    private string Value(byte type) => type switch
    {
        0 => "true",
        1 => "false",
        2 => ((sbyte)Take(1)[0]).ToString(CultureInfo.InvariantCulture),
        3 => BinaryPrimitives.ReadInt16BigEndian(Take(2)).ToString(CultureInfo.InvariantCulture),
        4 => BinaryPrimitives.ReadInt32BigEndian(Take(4)).ToString(CultureInfo.InvariantCulture),
        5 or 8 => BinaryPrimitives.ReadInt64BigEndian(Take(8)).ToString(CultureInfo.InvariantCulture),
        6 => Convert.ToBase64String(Sized().ToArray()),
        7 => Text(Sized()),
        9 => BitConverter.ToString(Take(16).ToArray()),
        _ => throw new EventStreamParseException($"A header of the event stream has the unknown type {type}."),
    };

    private ReadOnlySpan<byte> Sized() => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new EventStreamParseException(
                $"A header of the event stream needs {count} bytes where {_rest.Length} are left.");
        }

        var taken = _rest.Slice(0, count);
        _rest = _rest.Slice(count);
        return taken;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.ToArray());
}

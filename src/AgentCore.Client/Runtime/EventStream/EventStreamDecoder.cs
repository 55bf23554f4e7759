using System.Buffers.Binary;
#if NET
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif
using Amazon.Runtime.EventStreams;

namespace AgentCore.Client.Runtime.EventStream;

/// <summary>
/// Cuts bytes that come in any portions into messages. The SDK's own decoder is not used: it allocates what a message
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
    private const int FirstCapacity = 16 * 1024;
    private const int UsualCapacity = 256 * 1024;
    private const int KeptCapacity = 1024 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    private ReadOnlySpan<byte> Pending => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Room for the next bytes of the stream; <see cref="Advance"/> tells how many came.</summary>
    public Memory<byte> GetRoom()
    {
        var isFull = _buffer.Length - _end <= _buffer.Length / 4;
        if (isFull || _start == _end)
        {
            MoveInto(NextLength(_end - _start, isFull));
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Takes in bytes that were written into the room.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Gives the next message, valid until the room is asked for; false while it is not complete.</summary>
    /// <exception cref="EventStreamChecksumFailureException">Bytes were changed on the way.</exception>
    /// <exception cref="EventStreamParseException">The bytes are not a message, or it is too long.</exception>
    public bool TryNext(out EventFrame frame)
    {
        frame = default;
        if (Pending.Length < PreludeLength)
        {
            return false;
        }

        var (total, headers) = ReadPrelude(Pending);
        if (Pending.Length < total)
        {
            return false;
        }

        var message = Pending.Slice(0, total);
        CheckCrc(message.Slice(0, total - CrcLength), message.Slice(total - CrcLength), "message");
        frame = new EventFrame(
            message.Slice(PreludeLength, headers),
            message.Slice(PreludeLength + headers, total - PreludeLength - headers - CrcLength));
        _start += total;
        return true;
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
        var actual = Checksum.Of(bytes);
        if (actual != expected)
        {
            throw new EventStreamChecksumFailureException(
                $"The event stream was changed on the way: checksum of a {what} {actual:x8} instead of {expected:x8}.");
        }
    }

    // A stream that fills its buffer gets the usual one, a message that does not fit gets a larger one. That one is not
    // kept: a big message must not take its memory for the rest of a long stream.
    private int NextLength(int pending, bool isFull)
    {
        var length = Math.Max(_buffer.Length, FirstCapacity);
        if (isFull && pending > _buffer.Length / 2)
        {
            return 2 * length;
        }

        return length > KeptCapacity && pending <= UsualCapacity ? UsualCapacity
            : isFull && length < UsualCapacity ? 2 * length
            : length;
    }

    private void MoveInto(int length)
    {
        var pending = Pending;
        var target = length == _buffer.Length ? _buffer : new byte[length];
        pending.CopyTo(target);
        (_buffer, _start, _end) = (target, 0, pending.Length);
    }
}

/// <summary>
/// CRC-32 as event streams, zip and PNG have it. The package System.IO.Hashing is not used: the build of it that .NET 8
/// gets goes byte by byte, which takes more time than everything else that is done with a message.
/// </summary>
/// <remarks>
/// Long input is folded, sixteen bytes at a time, by carry-less multiplication (Gopal and others, "Fast CRC Computation
/// for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009): sixteen bytes with the same remainder are left.
/// </remarks>
internal static class Checksum
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
#if NET
        if (Pclmulqdq.IsSupported && bytes.Length >= 64)
        {
            var folded = Fold(checksum, ref bytes);
            checksum = Append(0, MemoryMarshal.AsBytes(new ReadOnlySpan<Vector128<ulong>>(in folded)));
        }
#endif
        return ~Append(checksum, bytes);
    }

    private static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            checksum = Table[(byte)(checksum ^ value)] ^ (checksum >> 8);
        }

        return checksum;
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
        }

        return value;
    }

#if NET
    // Takes all whole blocks off the beginning; at least 64 bytes must be there.
    private static Vector128<ulong> Fold(uint checksum, ref ReadOnlySpan<byte> bytes)
    {
        // Remainders of powers of x: what a bit is worth 64 bytes, or 16 bytes, further on.
        var by64 = Vector128.Create(0x154442bd4UL, 0x1c6e41596UL);
        var by16 = Vector128.Create(0x1751997d0UL, 0x0ccaa009eUL);
        var one = Block(bytes, 0) ^ Vector128.CreateScalar((ulong)checksum);
        var (two, three, four) = (Block(bytes, 16), Block(bytes, 32), Block(bytes, 48));
        for (bytes = bytes[64..]; bytes.Length >= 64; bytes = bytes[64..])
        {
            one = Fold(one, by64, Block(bytes, 0));
            two = Fold(two, by64, Block(bytes, 16));
            three = Fold(three, by64, Block(bytes, 32));
            four = Fold(four, by64, Block(bytes, 48));
        }

        var folded = Fold(Fold(Fold(one, by16, two), by16, three), by16, four);
        for (; bytes.Length >= 16; bytes = bytes[16..])
        {
            folded = Fold(folded, by16, Block(bytes, 0));
        }

        return folded;
    }

    private static Vector128<ulong> Fold(Vector128<ulong> value, Vector128<ulong> factors, Vector128<ulong> next) =>
        Pclmulqdq.CarrylessMultiply(value, factors, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, factors, 0x11) ^ next;

    private static Vector128<ulong> Block(ReadOnlySpan<byte> bytes, int at) =>
        MemoryMarshal.Read<Vector128<ulong>>(bytes[at..]);
#endif
}

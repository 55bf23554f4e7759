using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The frames that emulator and guest program exchange: a JSON head and a raw body, each behind its length (two
/// big-endian 32-bit numbers).
/// </summary>
internal static class GuestFrames
{
    private const int LongestPart = 256 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>JSON as the guest program reads it.</summary>
    public static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json);

    /// <summary>Sends one frame. The body follows as it is: it may be large.</summary>
    public static async Task WriteAsync(Stream stream, GuestRequest head, IEnumerable<ReadOnlyMemory<byte>> body)
    {
        var parts = body.ToArray();
        var json = JsonSerializer.SerializeToUtf8Bytes(head, Json);
        var lengths = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(lengths, json.Length);
        BinaryPrimitives.WriteInt32BigEndian(lengths.AsSpan(4), parts.Sum(part => part.Length));
        await stream.WriteAsync(lengths);
        await stream.WriteAsync(json);
        foreach (var part in parts)
        {
            await stream.WriteAsync(part);
        }

        await stream.FlushAsync();
    }

    /// <summary>Reads one frame; null at the end.</summary>
    /// <exception cref="InvalidDataException">What came is no frame.</exception>
    public static GuestEvent? Read(Stream stream)
    {
        try
        {
            Span<byte> lengths = stackalloc byte[8];
            stream.ReadExactly(lengths);
            var head = ReadPart(stream, BinaryPrimitives.ReadInt32BigEndian(lengths));
            var body = ReadPart(stream, BinaryPrimitives.ReadInt32BigEndian(lengths[4..]));
            return JsonSerializer.Deserialize<GuestEvent>(head, Json) is { Event: not null } told
                ? told with { Body = body }
                : throw new JsonException("The head names no event.");
        }
        catch (EndOfStreamException)
        {
            return null;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("The guest program sent a head that cannot be read.", error);
        }
    }

    private static byte[] ReadPart(Stream stream, int length)
    {
        if (length is < 0 or > LongestPart)
        {
            throw new InvalidDataException($"The guest program sent a frame of {(uint)length} bytes.");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
